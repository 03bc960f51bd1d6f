"""What is shown of a notice found: its score, its trades in plain words, the words that made it match."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache

from search.analysis import terms
from search.contract import Hit
from search.segment import Segment
from search.trades import label


def hit(segment: Segment, row: int, score: float, wanted: Set[str]) -> Hit:
    """The hit of a row. `wanted` are the stems of the query."""
    trades = tuple(label(one) for one in segment.table.many("main", row)[:4])
    return Hit(segment.table.ids[row], round(score, 4), trades, _why(segment, row, wanted) if wanted else ())


def _why(segment: Segment, row: int, wanted: Set[str]) -> tuple[str, ...]:
    title, lots = segment.table.shown(row)
    names = " ".join((title, *lots))[:4000]
    met = {word.strip(".,;:()\"'«»") for word in names.split() if wanted & _stems(word)}
    return tuple(sorted(met, key=names.find)[:6])


@lru_cache(maxsize=50_000)
def _stems(word: str) -> frozenset[str]:
    return frozenset(terms(word))
