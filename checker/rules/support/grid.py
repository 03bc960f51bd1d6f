"""Lines and totals of price tables, as the rules look at them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from checker.evidence import Evidence
from checker.facts.prices import price_tables
from checker.folding import fold
from checker.reading.document import Document

_EXPLAINED = re.compile(
    r"\b(inclus\w*|compris\w*|offert\w*|gratuit\w*|sans objet|neant|pour memoire|pm|so|s\.o|idem|non concerne)\b"
)


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One line to price, or a total. Numbers are None where the cell holds none; `price_text` is what stands there."""

    code: str
    label: str
    unit: str
    quantity: Decimal | None
    price: Decimal | None
    amount: Decimal | None
    price_text: str
    is_total: bool
    has_unit_column: bool
    sheet: str | None
    evidence: Evidence

    @property
    def name(self) -> str:
        """How a person finds the line: its code, else its first words."""
        return self.code or self.label[:40]

    @property
    def words(self) -> str:
        """The whole row as written."""
        return self.evidence.quote

    @property
    def priced(self) -> bool:
        """Whether it carries a price, an amount, or words that explain why not."""
        return bool(self.price or self.amount or _EXPLAINED.search(fold(self.price_text)))


def price_lines(document: Document) -> Iterator[PriceLine]:
    """The lines of every price table, then its totals; titles of chapters are left out."""
    for table in price_tables(document):
        units, sheet = "unit" in table.columns, table.title
        for one in table.lines:
            numbers = (one.quantity, one.unit_price, one.amount)
            yield PriceLine(
                one.code, one.designation, one.unit, *numbers, one.written, False, units, sheet, one.evidence
            )
        for total in table.totals:
            yield PriceLine("", total.label, "", None, None, total.value, "", True, units, sheet, total.evidence)
