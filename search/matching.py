"""How well each notice answers a query: BM25 over its words, then trades and nature through search.ranking."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from weakref import WeakKeyDictionary

import numpy as np

from search.meaning import Meaning, understand
from search.query import Query
from search.ranking import MOST_OF_IT, TAIL, scored, view
from search.segment import Segment
from search.table import Table
from search.words import FIELDS, Ints

K1, B, BOOST = 1.2, {"title": 0.5, "text": 0.75}, {"title": 1.5, "text": 1.0}
_MOST_KINDS = 10_000
_SMALL = 2_000  # rows: what a meaning sees of a batch of alerts is kept
_ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Scores:
    """Of each row of a segment: its score (0: it does not answer), how sure it is, whether it has all telling words."""

    score: Ints
    sure: Ints
    whole: Ints


@dataclass(frozen=True)
class Scored:
    """The scores by segment, and what the words mean; no meaning when there were no words. `nearly`: see the function."""

    parts: list[Scores]
    meaning: Meaning | None = None
    nearly: bool = False


def scores(segments: Sequence[Segment], asked: Query, wanted_trade: str | None) -> Scored:
    """The scores of every row of each segment."""
    must = [_must(one, asked) & one.alive for one in segments]
    if not asked.stems:
        blank = bool(asked.text.strip()) and not asked.phrases and not asked.prefixes
        plain = [
            kept * (0.0 if blank else _by_trade(one, wanted_trade)) for one, kept in zip(segments, must, strict=True)
        ]
        return Scored([Scores(one, one, one > 0) for one in plain])
    words = _bm25(segments, asked.stems)
    top = max((float(one.max(initial=0.0)) for one in words), default=0.0) or 1.0
    meaning = understand(asked.text)
    made = []
    for one, kept, found in zip(segments, must, words, strict=True):
        whole = _all(one, asked.strong)
        score, sure = graded(one, meaning, found / top, whole)
        kept = kept & (score >= TAIL) if meaning.trades else kept
        made.append(Scores(kept * score, kept * sure, whole))
    return Scored(made, meaning)


def nearly(segments: Sequence[Segment], asked: Query) -> Scored:
    """The notices with most of the telling words, rare words counting most, for when none has them all."""
    total = sum(len(one.table) for one in segments)
    must = [_must(one, asked) & one.alive for one in segments]
    found, had = ([np.zeros(len(one.table)) for one in segments] for _ in range(2))
    whole = 0.0
    for stem in asked.strong:
        parts = _bm25(segments, [stem])
        held = sum(int(np.count_nonzero(part)) for part in parts)
        weight = math.log(1 + total / max(0.5, held))
        whole += weight
        for at, part in enumerate(parts):
            found[at] += part
            had[at] += weight * (part > 0)
    top = max((float(one.max(initial=0.0)) for one in found), default=0.0) or 1.0
    good = [
        score / top * kept * (have >= MOST_OF_IT * whole) for score, kept, have in zip(found, must, had, strict=True)
    ]
    return Scored([Scores(score, score, score > 0) for score in good], nearly=True)


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
        last = stems[-1]
        kept[segment.words.prefix(last[:-1]) if last.endswith("*") else segment.words.phrase(stems)] = False
    return kept


def _by_trade(segment: Segment, wanted: str | None) -> Ints:
    values = segment.table.trade(wanted) if wanted else np.zeros(0)
    return np.where(values > 0, values, 1.0) if wanted else np.ones(len(segment.table))


def _bm25(segments: Sequence[Segment], stems: Sequence[str]) -> list[Ints]:
    made = [np.zeros(len(one.table)) for one in segments]
    count = sum(len(one.table) for one in segments)
    for name in FIELDS:
        mean = sum(int(one.words.lengths[name].sum()) for one in segments) / max(1, count) or 1.0
        for stem in stems:
            lists = [one.words.postings(name, stem) for one in segments]
            rarity = math.log(count / (sum(len(rows) for rows, _ in lists) + 1)) + 1 if count else 0.0
            for at, (rows, times) in enumerate(lists):
                size = segments[at].words.lengths[name][rows] / mean
                made[at][rows] += (
                    BOOST[name] * rarity * times * (K1 + 1) / (times + K1 * (1 - B[name] + B[name] * size))
                )
    return made


def _all(segment: Segment, stems: Sequence[str]) -> Ints:
    """The rows that hold every one of the stems; none when there is no stem."""
    kept = np.full(len(segment.table), bool(stems))
    for stem in stems:
        here = np.zeros(len(kept), bool)
        for name in FIELDS:
            here[segment.words.postings(name, stem)[0]] = True
        kept &= here
    return kept


def graded(segment: Segment, meaning: Meaning, words: Ints, whole: Ints) -> tuple[Ints, Ints]:
    """Score and sureness of the rows of a segment. `words` is BM25 from 0 to 1; `whole`: who has the telling words."""
    if not meaning.trades:
        return words * whole, np.zeros(len(words))
    seen = (
        tuple(sorted(meaning.trades.items())),
        meaning.things,
        meaning.study,
        meaning.either,
        bool(meaning.rest),
        meaning.place,
    )
    return _grades(*seen).of(segment, words, whole, _all(segment, meaning.rest))


@lru_cache(maxsize=600)
def _grades(
    trades: tuple[tuple[str, float], ...], things: frozenset[str], study: bool, either: bool, rest: bool, place: bool
) -> _Grades:
    """All that ranking looks at in a meaning: many queries share it."""
    return _Grades(Meaning(dict(trades), things, ("",) if rest else (), study, either, place=place))


class _Grades:
    """The scores that ranking gives for a meaning, one row of each kind ranked (see ranking.view)."""

    def __init__(self, meaning: Meaning) -> None:
        self.meaning = meaning
        self._view = view(meaning)
        self._kinds: dict[int, tuple[float, float, float]] = {}
        self._seen: WeakKeyDictionary[Table, tuple[Ints, Ints]] = WeakKeyDictionary()

    def of(self, segment: Segment, words: Ints, whole: Ints, rest: Ints) -> tuple[Ints, Ints]:
        """Score and sureness of the rows of a segment."""
        alike, likely = self._likeness(segment.table)
        rows = np.flatnonzero(likely | whole)
        kind = alike[rows] + whole[rows] + np.uint64(2) * rest[rows]
        kinds, first, group = np.unique(kind, return_index=True, return_inverse=True)
        pairs = zip(kinds.tolist(), rows[first].tolist(), strict=True)
        ends = np.array([self._kind(segment, key, row, whole, rest) for key, row in pairs]).reshape(-1, 3)[group]
        score, trade = np.zeros(len(words)), np.zeros(len(words))
        score[rows] = ends[:, 1] + (ends[:, 2] - ends[:, 1]) * words[rows]
        trade[rows] = ends[:, 0]
        return score, trade

    def _likeness(self, table: Table) -> tuple[Ints, Ints]:
        """A number by row, the same for rows that look alike, the last two bits free; and the rows that may answer."""
        if (known := self._seen.get(table)) is not None:
            return known
        values = [table.trade(name) for name in self._view.each]
        for names, least in self._view.highest:
            values.append(np.maximum.reduce([table.trade(name, least) for name in sorted(names)]))
        likely = np.logical_or.reduce([np.zeros(len(table), bool), *(value > 0 for value in values)])
        if self._view.building:
            likely = likely | table.building
        values += [table.any_trade(names, least) for names, least in self._view.any]
        kind = table["flags"].astype(np.uint64)
        for value in values:
            kind = kind * _ODD + np.rint(value * 100).astype(np.uint64)
        if len(table) <= _SMALL:
            self._seen[table] = kind << np.uint64(2), likely
        return kind << np.uint64(2), likely

    def _kind(self, segment: Segment, kind: int, row: int, whole: Ints, rest: Ints) -> tuple[float, float, float]:
        if (known := self._kinds.get(kind)) is None:
            if len(self._kinds) > _MOST_KINDS:
                self._kinds.clear()
            like, flags = segment.table.ranked(row), (bool(whole[row]), bool(rest[row]))
            trade, low = scored(like, self.meaning, 0.0, *flags)
            known = self._kinds[kind] = trade, low, scored(like, self.meaning, 1.0, *flags)[1]
        return known
