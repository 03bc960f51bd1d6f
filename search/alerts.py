"""Saved searches against a batch of new notices: whom to tell about what."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from search.contract import Hit, SearchNotice, SearchRequest
from search.whoosh_engine import WhooshEngine


def match(searches: Mapping[str, SearchRequest], notices: Sequence[SearchNotice]) -> Mapping[str, tuple[Hit, ...]]:
    """The notices of the batch that each saved search finds, best first; searches that find nothing are left out.

    A search finds in the batch what the engine would find: same words, same trades, same filters. Its page is
    ignored: all hits come.
    """
    found: dict[str, tuple[Hit, ...]] = {}
    if not notices:
        return found
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine(Path(folder))
        engine.rebuild(notices)
        for key, asked in searches.items():
            hits = engine.search(replace(asked, page=1, per_page=500)).hits
            if hits:
                found[key] = hits
    return found
