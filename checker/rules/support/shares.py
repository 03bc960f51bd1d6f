"""Shares of the members of a group: the sum of an annex."""

from __future__ import annotations

from decimal import Decimal

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.folding import fold
from checker.pipes.amounts import AMOUNT, value_of
from checker.rules.support.texts import pages_of


def shares(file: ReadFile) -> tuple[Decimal, Evidence] | None:
    """The sum of the amounts before tax, one per member, with its place; None when fewer than two were read."""
    for page in pages_of(file, "ae_repartition"):
        for table in page.tables:
            rows = table.rows()
            head = next(
                (n for n, row in enumerate(rows) if any("ht" in fold(c).split() or "montant" in fold(c) for c in row)),
                None,
            )
            if head is None:
                continue
            titles = [fold(cell) for cell in rows[head]]
            before_tax = [
                n for n, title in enumerate(titles) if "ht" in title.replace("(", " ").split() or "h.t" in title
            ]
            column = (before_tax or [n for n, title in enumerate(titles) if "montant" in title])[0]
            parts = []
            for row in rows[head + 1 :]:
                found = AMOUNT.fullmatch(row[column].strip()) if column < len(row) else None
                if found and "total" not in fold(" ".join(row)) and any(cell.strip() for cell in row[:column]):
                    parts.append(value_of(found))
            if len(parts) > 1:
                quote = " + ".join(f"{part:.2f}" for part in parts)
                return sum(parts, Decimal(0)), Evidence(file.name, page.number, " ".join(rows[-1]).strip() or quote)
    return None
