"""Saved searches against a batch of new notices: whom to tell about what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np

from search.columns import row
from search.contract import Hit, SearchNotice, SearchRequest
from search.filters import filters, typed
from search.hits import hit
from search.matching import scores
from search.query import parse
from search.segment import OPEN, Names, Segment
from search.table import Table, pack
from search.words import Ints, Inverted


def match(searches: Mapping[str, SearchRequest], notices: Sequence[SearchNotice]) -> Mapping[str, tuple[Hit, ...]]:
    """The notices of the batch that each saved search finds, best first; searches that find nothing are left out.

    A search finds in the batch what the engine would find: same words, same trades, same filters. All hits come,
    whatever the page asked for; no spelling is corrected: nobody is there to agree.
    """
    batch = segment_of({one.id: one for one in notices}.values())
    if not len(batch.table):
        return {}
    found: dict[str, tuple[Hit, ...]] = {}

    @lru_cache(maxsize=4096)
    def scored(text: str, trade: str | None) -> tuple[Ints, Ints, frozenset[str]]:
        asked = parse(text)
        score = scores([batch], asked, trade)[0]
        for test in typed(asked.fields):
            score = score * test(batch)
        rows = np.flatnonzero(score)
        return rows, score[rows], frozenset(asked.stems)

    for key, request in searches.items():
        rows, score, stems = scored(request.text, request.trade)
        good = _kept(batch, request)[rows]
        if good.any():
            ranked = np.lexsort((rows[good], -score[good]))
            pairs = zip(rows[good][ranked].tolist(), score[good][ranked].tolist(), strict=True)
            found[key] = tuple(hit(batch, at, value, stems) for at, value in pairs)
    return found


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
