"""Lines of a price table: code, words, unit, quantity, unit price, amount, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checker.evidence import Evidence
from checker.folding import fold
from checker.pipes.amounts import AMOUNT, value_of
from checker.reading.document import Cell, Document

COLUMNS = {
    "code": r"^(n|no|n°|num\w*|code|ref\w*|article|poste|art|item)\b|^n°|^(prix|n°) n°|^n° (de )?prix",
    "label": r"designation|libelle|description|intitule|nature|prestation|ouvrage",
    "unit": r"^(unites?|u|un|unit)\b\.?$|^unite",
    "quantity": r"quantite|^qtes?\b|^qte",
    "price": r"prix.{0,12}unit|^p\.? ?u\b|^prix (en )?(h\.?t|euros|€)|^prix$|^pu\b|^prix hors|prix u\b",
    "amount": r"montant|^total|prix total|^prix global|^somme",
}
TOTAL = re.compile(r"\b(sous[- ]?total|total|totaux|s/total|montant (ht|ttc)|tva|ttc|recapitulatif|report)\b")
EXPLAINED = re.compile(
    r"\b(inclus|compris|offert|gratuit|sans objet|neant|pour memoire|pm|so|s\.o|idem|non concerne)\b"
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
    words: str
    is_total: bool
    has_unit_column: bool
    sheet: str | None
    evidence: Evidence

    @property
    def name(self) -> str:
        """How a person finds the line: its code, else its first words."""
        return self.code or self.label[:40]

    @property
    def priced(self) -> bool:
        """Whether it carries a price, an amount, or words that explain why not."""
        explained = EXPLAINED.search(fold(f"{self.price_text} {self.label}"))
        return bool(self.price or self.amount or explained)


def number(cell: Cell | None) -> Decimal | None:
    """The number of a cell, or None."""
    if cell is None:
        return None
    if isinstance(cell.value, Decimal):
        return cell.value if cell.value.is_finite() else None
    found = AMOUNT.fullmatch(cell.text.strip())
    return value_of(found) if found else None


def _header(cells: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for cell in cells:
        words = fold(cell.text)
        for name, pattern in COLUMNS.items():
            if name not in found and len(words) < 60 and "lettre" not in words and re.search(pattern, words):
                found[name] = cell.column
                break
    priced = {"price", "amount"} & set(found)
    return found if priced and "label" in found and len(found) >= 3 else {}


def price_lines(document: Document) -> Iterator[PriceLine]:
    """The lines and totals of every price table, in order; title rows are left out."""
    for page in document.pages:
        for table in page.tables:
            columns: dict[str, int] = {}
            rows: dict[int, list[Cell]] = {}
            for cell in table.cells:
                rows.setdefault(cell.row, []).append(cell)
            for row in sorted(rows):
                if header := _header(rows[row]):
                    columns = header
                elif columns and (line := _line(document.name, page.number, table.title, rows[row], columns)):
                    yield line


def _line(file: str, page: int, sheet: str | None, cells: Sequence[Cell], columns: dict[str, int]) -> PriceLine | None:
    at = {name: next((c for c in cells if c.column == column), None) for name, column in columns.items()}
    text = {name: " ".join(cell.text.split()) if cell else "" for name, cell in at.items()}
    words = " ".join(cell.text for cell in cells if cell.text.strip())
    code, label, unit = text.get("code", ""), text.get("label", ""), text.get("unit", "")
    price, amount, quantity = number(at.get("price")), number(at.get("amount")), number(at.get("quantity"))
    total = bool(TOTAL.search(fold(f"{code} {label}")) or (TOTAL.search(fold(words)) and not unit))
    price_text = text.get("price", text.get("amount", ""))
    if not (total or unit or quantity or price is not None or price_text):
        return None
    if not (code or label or total):
        return None
    evidence = Evidence(file, page, " ".join(words.split())[:300])
    return PriceLine(
        code, label, unit, quantity, price, amount, price_text, words, total, "unit" in columns, sheet, evidence
    )
