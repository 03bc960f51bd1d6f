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
    trades, names, places = shown(segment.table, row)
    met = [places[stem] for stem in wanted if stem in places]
    order = met[0] if len(met) == 1 else sorted(set().union(*met))
    why = tuple(dict.fromkeys([names[at] for at in order]))[:6]
    return Hit(segment.table.ids[row], round(score, 4), trades, why)


@lru_cache(maxsize=4_000)
def shown(table: Table, row: int) -> tuple[tuple[str, ...], list[str], Mapping[str, list[int]]]:
    """The labels of the trades of a notice, the words of its title and lots, and the places of each stem among them."""
    title, lots = table.shown(row)
    names = [word.strip(".,;:()\"'«»") for word in " ".join((title, *lots))[:4000].split()]
    places: dict[str, list[int]] = {}
    for at, word in enumerate(names):
        for stem in _stems(word):
            places.setdefault(stem, []).append(at)
    return tuple(label(one) for one in table.many("main", row)[:4]), names, places


@lru_cache(maxsize=50_000)
def _stems(word: str) -> frozenset[str]:
    return frozenset(terms(word))
