"""Answers a request over segments: what is found, counted, sorted and shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from procurement.nomenclature import places
from search import spelling
from search.contract import Facet, Hit, SearchRequest, SearchResult
from search.facets import counts
from search.filters import distances, filters, typed
from search.hits import hit
from search.matching import Scores, nearly, scores
from search.query import Query, parse
from search.ranking import FEW, SURE
from search.segment import OPEN, Names, Segment
from search.table import NEVER
from search.trades import known_stems
from search.windows import windows
from search.words import Ints

CUT = "Votre recherche est très longue : seuls ses premiers mots sont pris en compte."
NOTHING = "Aucun avis ne répond à cette recherche. Essayez un autre mot du métier, ou moins de filtres."
_MANY_TIES = 5_000


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
    def spelling(self) -> dict[str, str]:
        """The words that may correct others, by stem."""
        seen: dict[str, int] = {}
        for one in self.segments:
            for word, count in one.words.spellings().items():
                seen[word] = seen.get(word, 0) + count
        often = [" ".join(word for word, count in seen.items() if count >= least) for least in (1, 2, 3)]
        return spelling.vocabulary(often)

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


def better(state: State, asked: Query) -> str | None:
    """A better spelling of the words nobody wrote, or None."""
    if not asked.stems:
        return None
    return spelling.correct(asked.text, state.spelling.keys() | known_stems(), state.spelling.values())


class _Found:
    """Scores and masks of a query over segments."""

    def __init__(self, segments: Sequence[Segment], asked: Query, request: SearchRequest, scored: list[Scores]) -> None:
        self.segments = segments
        tests = typed(asked.fields)
        self.scores = [one.score for one in scored]
        self.base = [one.score > 0 for one in scored]
        for at, one in enumerate(segments):
            for test in tests:
                self.base[at] &= test(one)
        made = filters(request)
        self.masks = {name: [mask(one) for one in segments] for name, mask in made.items()}
        self.all = [self._but("", at) for at in range(len(segments))]
        self._known = {id(one): at for at, one in enumerate(segments)}
        if any(one.by_trade for one in scored) and not self._sure(scored):
            self._keep_few()

    def _sure(self, scored: Sequence[Scores]) -> bool:
        return any(float(one.trade[kept].max(initial=0.0)) >= SURE for one, kept in zip(scored, self.all, strict=True))

    def _keep_few(self) -> None:
        """Only the best: no notice is surely what is looked for."""
        kept = np.concatenate([score[rows] for score, rows in zip(self.scores, self.all, strict=True)])
        least = np.partition(kept, -FEW)[-FEW] if len(kept) > FEW else 0.0
        self.base = [rows & (score >= least) for score, rows in zip(self.scores, self.all, strict=True)]
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
    suggestion = better(state, asked) if not found.total else None
    used = False
    if suggestion is not None:
        again = replace(parse(suggestion), excluded=asked.excluded, fields=asked.fields, cut=asked.cut)
        second = _find(segments, again, request)
        if second.total:
            found, used, asked = second, True, again
    facets: dict[str, tuple[Facet, ...]] = counts(segments, found.mask, request, state.names)
    facets |= windows(segments, found.mask, request, state.day)
    message = CUT if asked.cut else None if found.total else NOTHING
    return SearchResult(found.total, _hits(found, asked, request), facets, suggestion, used, message)


def _hits(found: _Found, asked: Query, request: SearchRequest) -> tuple[Hit, ...]:
    size = min(max(1, request.per_page), 500)
    start = (max(1, request.page) - 1) * size
    rows = [np.flatnonzero(kept) for kept in found.all]
    owner = np.repeat(np.arange(len(rows)), [len(one) for one in rows])
    flat = np.concatenate(rows) if rows else np.zeros(0, np.int64)
    score = np.concatenate([one[kept] for one, kept in zip(found.scores, rows, strict=True)]) if rows else flat
    keys = _keys(found, rows, request, score)
    ids = [found.segments[part].table.ids for part in range(len(rows))]
    chosen = first(keys, start + size)
    order = sorted(chosen, key=lambda at: (*(key[at] for key in keys), ids[owner[at]][flat[at]]))
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


def first(keys: Sequence[Ints], count: int) -> Any:
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
    return np.concatenate([*taken, pool[: max(count, _MANY_TIES)]])
