"""The total a file commits to: hors taxes, VAT, toutes taxes comprises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.evidence import Evidence
from checker.facts.model import Fact
from checker.folding import fold
from checker.pipes.amounts import AMOUNT, value_of
from checker.reading.document import Page, Table

PRICED = {"acte_engagement", "dpgf", "dqe", "devis", "ae_repartition"}
HT = re.compile(r"\b(?:montant|total|prix)?[^\n]{0,40}?\b(?:h\.?\s?t\.?|hors taxes?|hors tva)\b")
TTC = re.compile(r"\b(?:ttc|t\.t\.c|toutes taxes)")
TVA = re.compile(r"\btva\b")
PARTIAL = re.compile(r"sous[- ]?total|tranche|variante|pse\b|option|prix unitaire|par an|mensuel|maximum|minimum")


def _name(line: str) -> str | None:
    plain = fold(line)
    if PARTIAL.search(plain):
        return None
    if TTC.search(plain):
        return "amount_ttc"
    if TVA.search(plain) and not re.search(r"hors tva", plain):
        return "vat_amount" if "montant" in plain or "total" in plain else None
    return "amount_ht" if HT.search(plain) and re.search(r"total|montant|prix global|s'engage", plain) else None


def _in_table(file: str, page: Page, table: Table) -> Iterator[Fact]:
    for row in sorted({cell.row for cell in table.cells}):
        cells = [cell for cell in table.cells if cell.row == row]
        words = " ".join(cell.text for cell in cells if not isinstance(cell.value, Decimal | int | float))
        name = _name(words)
        numbers = [cell.value for cell in cells if isinstance(cell.value, Decimal)]
        numbers = numbers or [value_of(m) for cell in cells if (m := AMOUNT.fullmatch(cell.text.strip()))]
        if name and numbers and "total" in fold(words):
            quote = " ".join(cell.text for cell in cells if cell.text)[:300]
            value = numbers[-1].quantize(Decimal("0.01"))
            yield Fact(name, value, Evidence(file, page.number, quote), 0.9)


def money_facts(file: str, kind: str, pages: Sequence[Page]) -> Iterator[Fact]:
    """amount_ht, vat_amount and amount_ttc: the last total of a price table, the commitment of an acte d'engagement."""
    if kind not in PRICED:
        return
    found: dict[str, Fact] = {}
    for page in pages:
        for table in page.tables:
            for fact in _in_table(file, page, table):
                found[fact.name] = fact
        lines = page.text.splitlines()
        for number, line in enumerate(lines):
            name = _name(line)
            amounts = [m for m in AMOUNT.finditer(line) if m["unit"] or m["cents"]]
            if name and not amounts and number + 1 < len(lines):
                amounts = [m for m in AMOUNT.finditer(lines[number + 1]) if m["unit"]]
            if name and len(amounts) == 1 and name not in found:
                found[name] = Fact(name, value_of(amounts[0]), Evidence(file, page.number, line.strip()[:300]), 0.85)
    yield from found.values()
