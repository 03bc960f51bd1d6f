"""What is shown of a notice found: its score, its trades in plain words, the words that made it match."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import lru_cache

from search.analysis import terms
from search.contract import Hit
from search.segment import Segment
from search.table import Table
from search.trades import label


def hit(segment: Segment, row: int, score: float, wanted: Set[str]) -> Hit:
    """The hit of a row. `wanted` are the stems of the query."""
    trades, names = shown(segment.table, row)
    why = [word for word, stems in names.items() if not stems.isdisjoint(wanted)] if wanted else []
    return Hit(segment.table.ids[row], round(score, 4), trades, tuple(why[:6]))


@lru_cache(maxsize=4_000)
def shown(table: Table, row: int) -> tuple[tuple[str, ...], Mapping[str, frozenset[str]]]:
    """The labels of the trades of a notice, and the words of its title and lots, in order, with their stems."""
    title, lots = table.shown(row)
    names = [word.strip(".,;:()\"'«»") for word in " ".join((title, *lots))[:4000].split()]
    return tuple(label(one) for one in table.many("main", row)[:4]), {word: _stems(word) for word in names}


@lru_cache(maxsize=50_000)
def _stems(word: str) -> frozenset[str]:
    return frozenset(terms(word))
