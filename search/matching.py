"""How well each notice answers a query: BM25 over its words, then trades and nature through search.ranking."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from search.query import Query
from search.ranking import NEAR, combine
from search.segment import Segment
from search.trades import trade, trades_for_query
from search.words import FIELDS, Ints, holding

K1, B, BOOST = 1.2, {"title": 0.5, "text": 0.75}, {"title": 1.5, "text": 1.0}
_ODD = np.uint64(0x9E3779B97F4A7C15)


def scores(segments: Sequence[Segment], asked: Query, wanted_trade: str | None) -> list[Ints]:
    """The score of every row of each segment; 0 where it does not answer the query."""
    must = [_must(one, asked) & one.alive for one in segments]
    if not asked.stems:
        blank = bool(asked.text.strip()) and not asked.phrases and not asked.prefixes
        return [
            kept * (0.0 if blank else _by_trade(one, wanted_trade)) for one, kept in zip(segments, must, strict=True)
        ]
    words = _bm25(segments, asked.stems)
    top = max((float(one.max(initial=0.0)) for one in words), default=0.0) or 1.0
    grades = _Grades(asked.text)
    return [
        kept * grades.of(one, found / top, _whole(one, asked.strong))
        for one, kept, found in zip(segments, must, words, strict=True)
    ]


def _must(segment: Segment, asked: Query) -> Ints:
    """The rows that hold every phrase and prefix and nothing that is excluded."""
    kept = np.ones(len(segment.table), bool)
    needed = [segment.words.phrase(stems) for stems in asked.phrases]
    needed += [segment.words.prefix(start) for start in asked.prefixes]
    for rows in needed:
        here = np.zeros(len(kept), bool)
        here[rows] = True
        kept &= here
    for stems in asked.excluded:
        kept[segment.words.phrase(stems)] = False
    return kept


def _by_trade(segment: Segment, wanted: str | None) -> Ints:
    made = np.ones(len(segment.table))
    if wanted:
        values = _trade(segment, wanted)
        made[values > 0] = values[values > 0]
    return made


def _bm25(segments: Sequence[Segment], stems: Sequence[str]) -> list[Ints]:
    made = [np.zeros(len(one.table)) for one in segments]
    count = sum(len(one.table) for one in segments)
    for name in FIELDS:
        mean = sum(int(one.words.lengths[name].sum()) for one in segments) / max(1, count) or 1.0
        for stem in stems:
            lists = [one.words.postings(name, stem) for one in segments]
            rarity = math.log(count / (sum(len(rows) for rows, _ in lists) + 1)) + 1
            for at, (rows, times) in enumerate(lists):
                size = segments[at].words.lengths[name][rows] / mean
                made[at][rows] += (
                    BOOST[name] * rarity * times * (K1 + 1) / (times + K1 * (1 - B[name] + B[name] * size))
                )
    return made


def _whole(segment: Segment, stems: Sequence[str]) -> Ints:
    kept = np.ones(len(segment.table), bool)
    for stem in stems:
        here = np.zeros(len(kept), bool)
        here[holding(segment.words, stem)] = True
        kept &= here
    return kept


def _trade(segment: Segment, trade_id: str, least: float = 0.0) -> Ints:
    """The score of one trade in every row, 0 below `least`."""
    made = np.zeros(len(segment.table))
    table = segment.table
    if trade_id in table.names["trades"]:
        at = np.flatnonzero(table["trades"] == table.names["trades"].index(trade_id))
        at = at[table["value"][at] >= least]
        made[table["trades_row"][at]] = table["value"][at]
    return made


class _Grades:
    """The scores that ranking gives, each kind of row ranked once.

    Rows with the same trades in view and the same nature are of one kind. `ranking.combine` is a straight line in the
    score of the words: its two ends say all.
    """

    def __init__(self, text: str) -> None:
        self.meant = trades_for_query(text)
        known = [one for trade_id in self.meant if (one := trade(trade_id))]
        self.near = tuple(dict.fromkeys([*self.meant, *(other for one in known for other in one.neighbours)]))
        self.building = any(one.building for one in known)
        self._ends: dict[int, tuple[float, float]] = {}

    def of(self, segment: Segment, words: Ints, whole: Ints) -> Ints:
        """The scores of the rows of a segment. `words` is BM25 from 0 to 1; `whole` tells the rows with all the words."""
        if not self.meant:
            return words * whole
        table = segment.table
        values = [_trade(segment, trade_id, 0.0 if trade_id in self.meant else NEAR) for trade_id in self.near]
        candidate = (words > 0) | np.logical_or.reduce([value > 0 for value in values])
        if self.building:
            candidate |= table.building
        rows = np.flatnonzero(candidate)
        kind = (table["flags"][rows].astype(np.uint64) << np.uint64(1)) + whole[rows]
        for value in values:
            kind = kind * _ODD + np.rint(value[rows] * 100).astype(np.uint64)
        kinds, first, group = np.unique(kind, return_index=True, return_inverse=True)
        pairs = zip(kinds.tolist(), rows[first].tolist(), strict=True)
        ends = np.array([self._end(segment, key, row, bool(whole[row])) for key, row in pairs]).reshape(-1, 2)
        made = np.zeros(len(words))
        made[rows] = ends[group, 0] + (ends[group, 1] - ends[group, 0]) * words[rows]
        return made

    def _end(self, segment: Segment, kind: int, row: int, whole: bool) -> tuple[float, float]:
        if (known := self._ends.get(kind)) is None:
            like = segment.table.ranked(row)
            known = combine(like, self.meant, 0.0, whole), combine(like, self.meant, 1.0, whole)
            self._ends[kind] = known
        return known
