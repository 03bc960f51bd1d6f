"""How well each notice answers a query: BM25 over its words, then trades and nature through search.ranking."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from search.query import Query
from search.ranking import combine
from search.segment import Segment
from search.trades import trade, trades_for_query
from search.words import FIELDS, Ints, holding

K1, B, BOOST = 1.2, {"title": 0.5, "text": 0.75}, {"title": 1.5, "text": 1.0}
_ODD = 0x9E3779B97F4A7C15


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
    meant = trades_for_query(asked.text)
    return [
        kept * _graded(one, meant, found / top, _whole(one, asked.strong))
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


def _trade(segment: Segment, trade_id: str) -> Ints:
    """The score of one trade in every row."""
    made = np.zeros(len(segment.table))
    table = segment.table
    if trade_id in table.names["trades"]:
        at = np.flatnonzero(table["trades"] == table.names["trades"].index(trade_id))
        made[table["trades_row"][at]] = table["value"][at]
    return made


def _graded(segment: Segment, meant: Mapping[str, float], words: Ints, whole: Ints) -> Ints:
    """The scores of the rows of a segment. `words` is BM25 from 0 to 1.

    Rows with the same trades in view and the same nature are ranked once: `ranking.combine` is a straight line in `words`.
    """
    if not meant:
        return words * whole
    known = [one for trade_id in meant if (one := trade(trade_id))]
    near = dict.fromkeys([*meant, *(other for one in known for other in one.neighbours)])
    values = [_trade(segment, trade_id) for trade_id in near]
    table = segment.table
    candidate = (words > 0) | np.logical_or.reduce([one > 0 for one in values])
    if any(one.building for one in known):
        candidate |= table.building
    rows = np.flatnonzero(candidate)
    key = (table["flags"][rows].astype(np.uint64) << np.uint64(1)) + whole[rows]
    for value in values:
        key = key * np.uint64(_ODD) + np.rint(value[rows] * 100).astype(np.uint64)
    _, first, group = np.unique(key, return_index=True, return_inverse=True)
    low, high = np.zeros(len(first)), np.zeros(len(first))
    for at, row in enumerate(rows[first]):
        like = table.ranked(row)
        low[at] = combine(like, meant, 0.0, bool(whole[row]))
        high[at] = combine(like, meant, 1.0, bool(whole[row]))
    made = np.zeros(len(words))
    made[rows] = low[group] + (high - low)[group] * words[rows]
    return made
