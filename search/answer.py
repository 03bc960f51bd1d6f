"""Answers a request over segments: what is found, counted, sorted and shown."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from procurement.nomenclature import places
from search import spelling
from search.analysis import stem, words
from search.contract import Facet, Hit, SearchRequest, SearchResult
from search.facets import counts
from search.filters import distances, filters, typed
from search.hits import hit
from search.matching import Scored, nearly, scores
from search.meaning import Meaning
from search.query import Query, parse
from search.ranking import FEW, FLOOR, LOOKED_AT, SURE, titled
from search.segment import OPEN, Names, Segment
from search.table import NEVER
from search.trades import known_stems
from search.windows import windows
from search.words import Ints, holding

CUT = "Votre recherche est très longue : seuls ses premiers mots sont pris en compte."
NOTHING = "Aucun avis ne répond à cette recherche. Essayez un autre mot du métier, ou moins de filtres."
_MANY = 5_000  # notices; beyond, those that tie come in the order of the index and not of their ids


@dataclass(frozen=True)
class State:
    """What an engine held when it was last read."""

    generation: str
    segments: tuple[Segment, ...]
    names: Names

    @cached_property
    def day(self) -> date | None:
        """The last day of publication: the day the index stands at."""
        newest = max((int(one.table["published"].max(initial=0)) for one in self.segments), default=0)
        return date.fromordinal(newest) if newest else None

    @cached_property
    def spelling(self) -> list[str]:
        """The words that may correct others."""
        seen: dict[str, int] = {}
        for one in self.segments:
            for word, count in one.words.spellings().items():
                seen[word] = seen.get(word, 0) + count
        return spelling.vocabulary(seen)

    def parts(self) -> dict[str, int]:
        """The number of notices of each part."""
        held: dict[str, int] = {"open": 0, "archive": 0}
        for one in self.segments:
            held[one.part] += int(one.alive.sum())
        return held

    def asked_of(self, request: SearchRequest) -> tuple[Segment, ...]:
        """The segments that may answer: only the open part when closed notices are not wanted."""
        still_open = request.open_on is not None and self.day is not None and request.open_on.date() >= self.day
        return tuple(one for one in self.segments if one.part == OPEN or not still_open)


def better(state: State, asked: Query, trades_only: bool = False) -> str | None:
    """A better spelling of words that at most one notice and no town writes; into words of trades only, when asked."""
    sure = known_stems()
    known = {one for one in asked.stems if one in sure or _written(state, one) > 1}
    known |= {stem(word) for word in words(asked.text) if places.by_name(word) is not None}
    if known.issuperset(asked.stems):
        return None
    choices = spelling.trade_words() if trades_only else state.spelling
    return spelling.correct(asked.text, _Known(state, known | sure), choices, strict=trades_only)


class _Known:
    """The stems that need no correction: these, and those that several notices write."""

    def __init__(self, state: State, stems: Container[str]) -> None:
        self._state, self._stems = state, stems
        self._asked: dict[str, bool] = {}

    def __contains__(self, one: object) -> bool:
        if not isinstance(one, str) or one in self._stems:
            return isinstance(one, str)
        if one not in self._asked:
            self._asked[one] = _written(self._state, one) >= spelling.WRITTEN
        return self._asked[one]


def _written(state: State, wanted: str) -> int:
    return sum(int(np.count_nonzero(one.alive[holding(one.words, wanted)])) for one in state.segments)


class _Found:
    """Scores and masks of a query over segments."""

    def __init__(self, segments: Sequence[Segment], asked: Query, request: SearchRequest, made: Scored) -> None:
        self.segments = segments
        tests = typed(asked)
        self.scores = [one.score for one in made.parts]
        self.base = [one.score > 0 for one in made.parts]
        for at, one in enumerate(segments):
            for test in tests:
                self.base[at] &= test(one)
        self.masks = {name: [mask(one) for one in segments] for name, mask in filters(request).items()}
        self.all = [self._but("", at) for at in range(len(segments))]
        self._known = {id(one): at for at, one in enumerate(segments)}
        if made.nearly or (made.meaning and not made.meaning.trades and not self._titled(made.meaning)):
            self._keep_few(0.0)
        elif made.meaning and made.meaning.trades and not self._sure(made):
            self._keep_few(FLOOR)

    def _sure(self, made: Scored) -> bool:
        pairs = zip(made.parts, self.all, strict=True)
        return any(float(one.sure[kept].max(initial=0.0)) >= SURE for one, kept in pairs)

    def _titled(self, meaning: Meaning) -> bool:
        """Whether one of the best writes the very words in its title or a lot."""
        shown = (self.segments[at].table.shown(row) for at, row in self._best(LOOKED_AT))
        return any(titled(" ".join((title, *lots)), meaning) for title, lots in shown)

    def _best(self, count: int) -> list[tuple[int, int]]:
        """The places (segment, row) of the best scores."""
        places = []
        for at, kept in enumerate(self.all):
            rows = np.flatnonzero(kept)
            values, ids = self.scores[at], self.segments[at].table.ids
            chosen = rows[first([-values[rows]], count)].tolist()
            places += [(-float(values[row]), ids[row], at, row) for row in chosen]
        return [(at, row) for _, _, at, row in sorted(places)[:count]]

    def _keep_few(self, floor: float) -> None:
        """Only the best: no notice is surely what is looked for."""
        self.base = [np.zeros(len(kept), bool) for kept in self.all]
        for at, row in self._best(FEW):
            self.base[at][row] = self.scores[at][row] >= floor
        self.all = self.base

    def _but(self, left_out: str, at: int) -> Ints:
        kept = self.base[at].copy()
        for name, masks in self.masks.items():
            if name != left_out:
                kept &= masks[at]
        return kept

    def mask(self, name: str, segment: Segment) -> Ints:
        """The rows that count for a facet: found by everything save the facet's own filter."""
        at = self._known[id(segment)]
        return self._but(name, at) if name in self.masks else self.all[at]

    @cached_property
    def total(self) -> int:
        """How many notices are found."""
        return sum(int(np.count_nonzero(one)) for one in self.all)


def _find(segments: Sequence[Segment], asked: Query, request: SearchRequest) -> _Found:
    """What answers, else what nearly does."""
    found = _Found(segments, asked, request, scores(segments, asked, request.trade))
    if found.total or len(asked.strong) < 2:
        return found
    return _Found(segments, asked, request, nearly(segments, asked))


def answer(state: State, request: SearchRequest) -> SearchResult:
    """The answer to a request."""
    asked, segments = parse(request.text), state.asked_of(request)
    found = _find(segments, asked, request)
    suggestion = better(state, asked, trades_only=bool(found.total))
    used = False
    if suggestion is not None:
        again = replace(
            parse(suggestion), excluded=asked.excluded, fields=asked.fields, barred=asked.barred, cut=asked.cut
        )
        second = _find(segments, again, request)
        used = bool(second.total)
        found, asked, suggestion = (second, again, suggestion) if used else (found, asked, None)
    facets: dict[str, tuple[Facet, ...]] = counts(segments, found.mask, request, state.names)
    facets |= windows(segments, found.mask, request, state.day)
    message = CUT if asked.cut else None if found.total else NOTHING
    return SearchResult(found.total, _hits(found, asked, request), facets, suggestion, used, message)


def _hits(found: _Found, asked: Query, request: SearchRequest) -> tuple[Hit, ...]:
    size = min(max(1, request.per_page), 500)
    start = (max(1, request.page) - 1) * size
    if start >= found.total:
        return ()
    rows = [np.flatnonzero(kept) for kept in found.all]
    owner = np.repeat(np.arange(len(rows)), [len(one) for one in rows])
    flat = np.concatenate(rows) if rows else np.zeros(0, np.int64)
    score = np.concatenate([one[kept] for one, kept in zip(found.scores, rows, strict=True)]) if rows else flat
    keys = _keys(found, rows, request, score)
    ids = [found.segments[part].table.ids for part in range(len(rows))]
    chosen = first(keys, start + size)
    if len(chosen) <= _MANY:
        order = sorted(chosen.tolist(), key=lambda at: (*(key[at] for key in keys), ids[owner[at]][flat[at]]))
    else:
        order = chosen[np.lexsort([key[chosen] for key in reversed(keys)])].tolist()
    wanted = set(asked.stems)
    return tuple(
        hit(found.segments[owner[at]], int(flat[at]), float(score[at]), wanted) for at in order[start : start + size]
    )


def _keys(found: _Found, rows: Sequence[Ints], request: SearchRequest, score: Ints) -> list[Ints]:
    """What to sort by, smallest first."""

    def column(name: str) -> Ints:
        parts = [one.table[name][kept] for one, kept in zip(found.segments, rows, strict=True)]
        return np.concatenate(parts) if parts else np.zeros(0, np.int64)

    published = -column("published")
    tail = [-score, published]
    centre = places.commune(request.centre or request.commune or "")
    if request.sort == "deadline":
        return [column("deadline"), *tail]
    if request.sort == "published":
        return [published, *tail]
    if request.sort == "distance" and centre is not None:
        gaps = [distances(one, centre)[kept] for one, kept in zip(found.segments, rows, strict=True)]
        return [np.nan_to_num(np.concatenate(gaps), nan=float(NEVER)) if gaps else score, *tail]
    return tail


def first(keys: Sequence[Ints], count: int) -> Ints:
    """The places of the `count` smallest by the keys in turn, in no order, with those that tie with the last of them."""
    pool = np.arange(len(keys[0]))
    taken: list[Ints] = []
    for key in keys:
        if len(pool) <= count:
            break
        values = key[pool]
        last = np.partition(values, count - 1)[count - 1]
        taken.append(pool[values < last])
        count -= len(taken[-1])
        pool = pool[values == last]
    return np.concatenate([*taken, pool[: max(count, _MANY)]])
