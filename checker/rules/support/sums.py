"""Adds up a price table, section by section, without counting subtotals twice."""

from __future__ import annotations

from decimal import Decimal

from checker.rules.support.grid import PriceLine
from checker.rules.support.reading import fold

_OPTION = ("option", "variante", "pse", "supplementaire", "facultati", "tranche", "pour memoire")


def grand_totals(lines: list[PriceLine]) -> list[PriceLine]:
    """The totals before tax that close the table: no subtotal, no VAT, nothing with tax."""
    found = []
    for line in lines:
        words = fold(f"{line.code} {line.label} {line.words}")
        if line.is_total and line.amount and "total" in words and not any(
            word in words for word in ("sous total", "tva", "ttc", "lot ", "chapitre", "poste", "report")
        ):  # fmt: skip
            found.append(line)
    return [line for line in found if "ht" in fold(line.words).split() or "hors" in fold(line.words)] or found[-1:]


def line_sum(lines: list[PriceLine]) -> tuple[Decimal, bool]:
    """The sum of the amounts of the lines, and whether it is the only way to add (no option, one sheet, every line has its amount)."""
    rows = [line for line in lines if not line.is_total]
    amounts = [line.amount for line in rows if line.amount is not None]
    options = any(word in fold(line.words) for line in rows for word in _OPTION)
    one_sheet = len({line.sheet for line in lines}) == 1
    complete = all(line.amount is not None for line in rows if line.quantity and line.price)
    return sum(amounts, Decimal(0)), not options and one_sheet and complete and len(amounts) > 1


def closest(totals: list[PriceLine], added: Decimal) -> PriceLine:
    """The total nearest to a sum."""
    return min(totals, key=lambda line: abs((line.amount or Decimal(0)) - added))
