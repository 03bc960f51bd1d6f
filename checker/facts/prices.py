"""Price schedules as lines: what is priced, how many, at which price, and what the file itself says they cost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from checker.evidence import Evidence
from checker.facts.quote import LONGEST
from checker.folding import fold
from checker.pipes.amounts import AMOUNT, value_of
from checker.pipes.number_words import amounts_in_words
from checker.reading.document import Cell, Document, Table

CENT = Decimal("0.01")
# The words of a column title, tried in this order; folded.
_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("words", r"en (?:toutes )?lettres"),
        ("amount", r"montant|prix total|total|prix forfaitaire|sous-total"),
        (
            "unit_price",
            r"prix unitaire|\bp\.?\s?u\.?(?![a-z])|cout unitaire|tarif|taux|prix.{0,12}(?:h\.?t|€|euro)|^prix$",
        ),
        ("quantity", r"quantit|\bq(?:te|t)\b|\bq\b|^nb|nombre|\bnbre|^jours$|^heures$|frequence"),
        ("unit", r"^u\.?$|^unite"),
        (
            "designation",
            r"designation|libelle|description|prestation|nature|article|ouvrage|element|poste|intitule|profil|objet",
        ),
        ("code", r"^n[°o.]|^num|^code|^ref|^repere|^prix n|^poste n|^item"),
    )
)
_TOTAL = re.compile(
    r"\b(?:sous[- ]?total|total|montant (?:total|h\.?t|t\.?t\.?c)|report|tva|t\.v\.a|ttc|recapitulatif)\b"
)
_VOID = re.compile(r"^[\s.…_\-–—/€]*$|^0?[.,]?0* ?€?$")


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One line of a price schedule. `blank` names the columns a bidder must fill and left empty or without a number."""

    designation: str
    evidence: Evidence
    code: str = ""
    unit: str = ""
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    amount: Decimal | None = None
    in_words: Decimal | None = None
    blank: tuple[str, ...] = ()
    written: str = ""  # what stands where the price should be: « inclus », « à définir », or the number itself

    @property
    def expected(self) -> Decimal | None:
        """Quantity times unit price, to the cent."""
        if self.quantity is None or self.unit_price is None:
            return None
        return (self.quantity * self.unit_price).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Total:
    """A line of total as written: its words, folded, and its value."""

    label: str
    value: Decimal
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PriceTable:
    """A price schedule: its columns (unit_price, quantity, amount…), its lines and its totals in order."""

    columns: frozenset[str]
    lines: tuple[PriceLine, ...]
    totals: tuple[Total, ...]
    title: str | None = None

    @property
    def sum(self) -> Decimal:
        """The sum of the amounts of the lines, as written."""
        return sum((line.amount for line in self.lines if line.amount is not None), Decimal(0))


def price_tables(document: Document) -> tuple[PriceTable, ...]:
    """Every table of a file that prices things: one with a column of prices or amounts beside one of names."""
    made = (_read(document.name, page.number, table) for page in document.pages for table in page.tables)
    return tuple(table for table in made if table is not None and table.lines)


def table_rows(table: Table) -> list[list[Cell]]:
    """The filled cells of a table, row by row, left to right."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    return [sorted(rows[row], key=lambda cell: cell.column) for row in sorted(rows)]


def _header(row: Sequence[Cell]) -> dict[int, str]:
    """The columns that a row of titles names; empty when it is no such row."""
    found: dict[int, str] = {}
    for cell in row:
        plain = fold(cell.text)
        name = next((name for name, pattern in _COLUMNS if pattern.search(plain)), None) if len(plain) < 60 else None
        if name and name not in found.values():
            found[cell.column] = name
    names = set(found.values())
    priced = names & {"unit_price", "amount"}
    return found if priced and names & {"designation", "code"} and len(names) >= 2 else {}


def _read(file: str, page: int, table: Table) -> PriceTable | None:
    columns: dict[int, str] = {}
    lines: list[PriceLine] = []
    totals: list[Total] = []
    for row in table_rows(table):
        named = _header(row)
        if named and not any(_number(cell) is not None for cell in row if cell.column in named):
            columns = columns or named
            continue
        if not columns:
            continue
        quote = Evidence(file, page, " ".join(cell.text for cell in row if cell.text.strip())[:LONGEST])
        if total := _total(row, quote):
            totals.append(total)
        elif line := _line(row, columns, quote):
            lines.append(line)
    return PriceTable(frozenset(columns.values()), tuple(lines), tuple(totals), table.title) if columns else None


def _number(cell: Cell | None) -> Decimal | None:
    """The number of a cell: the value of a workbook, or text that is a number and nothing else."""
    if cell is None:
        return None
    if isinstance(cell.value, Decimal | int | float) and not isinstance(cell.value, bool):
        return Decimal(str(cell.value))
    found = AMOUNT.fullmatch(cell.text.strip().removesuffix("HT").strip())
    return value_of(found) if found else None


def _total(row: Sequence[Cell], quote: Evidence) -> Total | None:
    words = fold(" ".join(cell.text for cell in row if _number(cell) is None))
    numbers = [number for cell in row if (number := _number(cell)) is not None]
    if not _TOTAL.search(words) or len(words) > 120:
        return None
    return Total(words, numbers[-1].quantize(CENT, ROUND_HALF_UP), quote) if numbers else None


def _line(row: Sequence[Cell], columns: dict[int, str], quote: Evidence) -> PriceLine | None:
    by_name = {columns[cell.column]: cell for cell in row if cell.column in columns}
    designation = by_name["designation"].text.strip() if "designation" in by_name else ""
    code = by_name["code"].text.strip() if "code" in by_name else ""
    unit = by_name["unit"].text.strip() if "unit" in by_name else ""
    numbers = {name: _number(by_name.get(name)) for name in ("quantity", "unit_price", "amount")}
    if not designation and not code:
        return None
    spelled = [value for value, *_ in amounts_in_words(by_name["words"].text)] if "words" in by_name else []
    if all(number is None for number in numbers.values()) and not unit and not spelled:
        return None  # the title of a chapter
    blank = tuple(_blank(columns, by_name, numbers))
    priced = by_name.get("unit_price") or by_name.get("amount")
    return PriceLine(
        designation or code, quote, code, unit, numbers["quantity"], numbers["unit_price"], numbers["amount"],
        spelled[0] if spelled else None, blank, priced.text.strip() if priced else "",
    )  # fmt: skip


def _blank(columns: dict[int, str], row: dict[str, Cell], numbers: dict[str, Decimal | None]) -> Iterator[str]:
    """The price and the amount are the bidder's to fill; a zero that a formula wrote is no answer."""
    wanted = [name for name in ("unit_price", "amount") if name in columns.values()]
    for name in wanted:
        cell = row.get(name)
        unanswered = cell is None or bool(_VOID.match(cell.text.strip()))
        if numbers[name] is None or (unanswered and not numbers[name]):
            yield name
