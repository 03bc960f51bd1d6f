"""Saved searches against a batch of new notices: whom to tell about what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from itertools import groupby
from operator import attrgetter

import numpy as np

from search.columns import row
from search.contract import Hit, SearchNotice, SearchRequest
from search.filters import filters, typed
from search.hits import hit
from search.kept import keep, once
from search.matching import scores
from search.meaning import Meaning
from search.query import parse
from search.ranking import SURE, titled
from search.segment import OPEN, Names, Segment
from search.table import Table, pack
from search.words import Ints, Inverted

_NO_FILTERS = ("text", "sort", "page", "per_page")
_FILTERS = attrgetter(*(one.name for one in fields(SearchRequest) if one.name not in _NO_FILTERS))


def match(searches: Mapping[str, SearchRequest], notices: Sequence[SearchNotice]) -> Mapping[str, tuple[Hit, ...]]:
    """The notices of the batch that each saved search finds, best first; searches that find nothing are left out.

    A search finds in the batch what the engine would find there, all of it, whatever page it asks for. Two helps of
    the page are left out, for nobody is there to agree: no spelling is corrected, and where no notice is surely for the
    trade, only those with all the words are kept; where no trade is meant, those whose title or lots write the words.
    """
    batch = segment_of({one.id: one for one in notices}.values())
    if not len(batch.table):
        return {}
    keep(batch.table)
    found: dict[str, tuple[Hit, ...]] = {}
    by_text = sorted(searches, key=lambda key: (searches[key].text, searches[key].trade or ""))
    for (text, trade), keys in groupby(by_text, key=lambda key: (searches[key].text, searches[key].trade)):
        text_found = _Found(batch, text, trade)
        found |= {key: hits for key in keys if (hits := text_found.hits(_kept(batch, searches[key])))}
    return {key: found[key] for key in searches if key in found}


class _Found:
    """What a text finds in a batch, worked out once for all the searches that share it."""

    def __init__(self, batch: Segment, text: str, trade: str | None) -> None:
        asked = parse(text)
        made = scores([batch], asked, trade)
        self._batch, self._stems = batch, frozenset(asked.stems)
        self._score, self._sure, self._whole = made.parts[0].score, made.parts[0].sure, made.parts[0].whole
        self._by_trade = bool(made.meaning and made.meaning.trades)
        kept = self._score > 0
        for test in typed(asked):
            kept &= test(batch)
        rows = np.flatnonzero(kept)
        if made.meaning and not made.meaning.trades:
            rows = rows[np.array([_titled(batch, row, made.meaning) for row in rows.tolist()], bool)]
        self._rows = rows[np.lexsort((rows, -self._score[rows]))]
        self._made: dict[int, Hit] = {}

    def hits(self, kept: Ints) -> tuple[Hit, ...]:
        """The hits among the rows that are true in a mask, best first."""
        rows = self._rows[kept[self._rows]]
        if self._by_trade and float(self._sure[rows].max(initial=0.0)) < SURE:
            rows = rows[self._whole[rows]]
        return tuple(map(self._hit, rows.tolist()))

    def _hit(self, row: int) -> Hit:
        if (known := self._made.get(row)) is None:
            known = self._made[row] = hit(self._batch, row, float(self._score[row]), self._stems)
        return known


def _titled(batch: Segment, row: int, meaning: Meaning) -> bool:
    title, lots = batch.table.shown(row)
    return titled(" ".join((title, *lots)), meaning)


def _kept(batch: Segment, request: SearchRequest) -> Ints:
    """The rows that the filters of a request keep: many searches share them."""
    return once(batch.table, _FILTERS(request), lambda: _filtered(batch, request))


def _filtered(batch: Segment, request: SearchRequest) -> Ints:
    kept = batch.alive
    for mask in filters(request).values():
        kept = kept & mask(batch)
    return kept


def segment_of(notices: Iterable[SearchNotice]) -> Segment:
    """A segment in memory."""
    held = list(notices)
    words = Inverted(held)
    table = Table(pack([row(one) for one in held], words.lengths))
    return Segment("batch", OPEN, table, words, Names(), np.ones(len(held), bool))
