"""Saved searches against a batch of new notices: whom to tell about what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache, partial

import numpy as np

from search.columns import row
from search.contract import Hit, SearchNotice, SearchRequest
from search.filters import filters, typed
from search.hits import hit
from search.matching import Scores, scores
from search.meaning import Meaning
from search.query import parse
from search.ranking import SURE, titled
from search.segment import OPEN, Names, Segment
from search.table import Table, pack
from search.words import Ints, Inverted


def match(searches: Mapping[str, SearchRequest], notices: Sequence[SearchNotice]) -> Mapping[str, tuple[Hit, ...]]:
    """The notices of the batch that each saved search finds, best first; searches that find nothing are left out.

    A search finds in the batch what the engine would find there, all of it, whatever page it asks for. Two helps of
    the page are left out, for nobody is there to agree: no spelling is corrected, and where no notice is surely for the
    trade, only those with all the words are kept; where no trade is meant, those whose title or lots write the words.
    """
    batch = segment_of({one.id: one for one in notices}.values())
    if not len(batch.table):
        return {}
    found: dict[str, tuple[Hit, ...]] = {}
    scored_of = lru_cache(maxsize=4_096)(partial(_scored, batch))  # many searches share a text
    for key, request in searches.items():
        meaning, scored, test, made = scored_of(request.text, request.trade)
        kept = test & _kept(batch, request)
        if meaning and meaning.trades and float(scored.sure[kept].max(initial=0.0)) < SURE:
            kept &= scored.whole
        if len(rows := np.flatnonzero(kept)):
            ordered = rows[np.lexsort((rows, -scored.score[rows]))].tolist()
            found[key] = tuple(map(made, ordered))
    return found


def _scored(batch: Segment, text: str, trade: str | None) -> tuple[Meaning | None, Scores, Ints, Callable[[int], Hit]]:
    """The meaning of a text and its scores, the mask of the rows it finds, and what makes the hit of a row, once."""
    asked = parse(text)
    made = scores([batch], asked, trade)
    found = made.parts[0].score > 0
    for test in typed(asked):
        found &= test(batch)
    if made.meaning and not made.meaning.trades:
        for row in np.flatnonzero(found).tolist():
            title, lots = batch.table.shown(row)
            found[row] = titled(" ".join((title, *lots)), made.meaning)
    stems, values = frozenset(asked.stems), made.parts[0].score.tolist()
    return made.meaning, made.parts[0], found, cache(lambda row: hit(batch, row, values[row], stems))


def _kept(batch: Segment, request: SearchRequest) -> Ints:
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
