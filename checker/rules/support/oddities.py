"""The same work priced twice in the tables of a bid."""

from __future__ import annotations

from collections.abc import Iterator

from checker.facts.model import ReadFile
from checker.facts.prices import PriceLine, price_tables
from checker.folding import fold
from checker.rules.model import Dossier
from checker.rules.support.reading import holders

_LEAST = 10  # letters of a designation that names a work


def pairs(dossier: Dossier) -> Iterator[tuple[ReadFile, PriceLine, ReadFile, PriceLine]]:
    """Each line priced again under the same words and unit in another table, beside the first of its kind."""
    known: dict[tuple[str, str], tuple[ReadFile, PriceLine, int]] = {}
    number = 0
    for file in holders(dossier, ("dpgf", "dqe", "bpu", "devis")):
        for table in price_tables(file.document):
            number += 1
            for line in table.lines:
                name, unit = " ".join(fold(line.designation).split()), fold(line.unit).strip(" .")
                if not line.unit_price or not unit or len(name) < _LEAST:
                    continue
                first = known.setdefault((name, unit), (file, line, number))
                if first[2] != number:
                    yield first[0], first[1], file, line
