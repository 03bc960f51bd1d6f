"""How well each notice answers a query: BM25 over its words, then trades and nature through search.ranking."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.kept import once
from search.meaning import Meaning, understand
from search.query import Query
from search.ranking import MOST_OF_IT, STUDY_FOR_WORKS, TAIL, Grades, grades, scored
from search.segment import Segment
from search.table import Table
from search.words import FIELDS, Ints

K1, B, BOOST = 1.2, {"title": 0.5, "text": 0.75}, {"title": 1.5, "text": 1.0}


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
    means = [_mean(segments, name) for name in FIELDS]
    for stem in asked.strong:
        holders: list[list[Ints]] = [[] for _ in segments]
        for name, mean in zip(FIELDS, means, strict=True):
            for at, (rows, values) in enumerate(_weighed(segments, name, stem, mean)):
                found[at][rows] += values
                holders[at].append(rows)
        held = [np.unique(np.concatenate(rows)) for rows in holders]
        weight = math.log(1 + total / max(0.5, sum(len(rows) for rows in held)))
        whole += weight
        for at, rows in enumerate(held):
            had[at][rows] += weight
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
    for name in FIELDS:
        mean = _mean(segments, name)
        for stem in stems:
            for total, (rows, values) in zip(made, _weighed(segments, name, stem, mean), strict=True):
                total[rows] += values
    return made


def _mean(segments: Sequence[Segment], name: str) -> float:
    """The stems a field of a notice holds, on average."""
    return sum(one.table.stems[name] for one in segments) / max(1, sum(len(one.table) for one in segments)) or 1.0


def _weighed(segments: Sequence[Segment], name: str, stem: str, mean: float) -> list[tuple[Ints, Ints]]:
    """The rows of each segment that hold a stem in a field, and what it is worth in each."""
    if len(segments) == 1:
        return once(segments[0].table, ("bm25", name, stem), lambda: _weigh(segments, name, stem, mean))
    return _weigh(segments, name, stem, mean)


def _weigh(segments: Sequence[Segment], name: str, stem: str, mean: float) -> list[tuple[Ints, Ints]]:
    count = sum(len(one.table) for one in segments)
    lists = [one.words.postings(name, stem) for one in segments]
    rarity = math.log(count / (sum(len(rows) for rows, _ in lists) + 1)) + 1 if count else 0.0
    made = []
    for one, (rows, times) in zip(segments, lists, strict=True):
        size = one.words.lengths[name][rows] / mean
        made.append((rows, BOOST[name] * rarity * times * (K1 + 1) / (times + K1 * (1 - B[name] + B[name] * size))))
    return made


def _all(segment: Segment, stems: Sequence[str]) -> Ints:
    """The rows that hold every one of the stems; none when there is no stem."""
    return once(segment.table, ("all", stems), lambda: _holding_all(segment, stems))


def _holding_all(segment: Segment, stems: Sequence[str]) -> Ints:
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
        right = np.where(segment.table.study, STUDY_FOR_WORKS, 1.0) if meaning.works else 1.0
        return words * whole * right, np.zeros(len(words))
    made = _grades(segment.table, meaning)
    return scored(made, meaning, words, whole, _all(segment, meaning.rest)), made.sure


def _grades(table: Table, meaning: Meaning) -> Grades:
    key = (tuple(sorted(meaning.trades.items())), meaning.things, meaning.study, meaning.either, meaning.artisan)
    return once(table, key, lambda: grades(table, meaning))
