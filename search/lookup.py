"""The words of the index: opened once per state of the folder, answering queries of stems with scores by notice id."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh import index, query, scoring  # type: ignore[import-untyped]

from search.storage import PARTS

MOST = 5_000


class Lookup:
    """Readers of one generation at one moment: what is committed later is not seen."""

    def __init__(self, place: Path) -> None:
        self._lock = threading.Lock()
        self._parts: dict[str, tuple[Any, dict[int, str]]] = {}
        for name in PARTS:
            searcher = index.open_dir(str(place / name)).searcher(weighting=scoring.BM25F(title_B=0.5))
            ids = {number: str(stored["id"]) for number, stored in searcher.reader().iter_docs()}
            self._parts[name] = searcher, ids

    def counts(self) -> dict[str, int]:
        """Number of notices in each part."""
        return {name: len(ids) for name, (_, ids) in self._parts.items()}

    def found(self, what: Any, parts: Sequence[str] = PARTS) -> dict[str, float]:
        """Notice id -> BM25F score for a query."""
        found: dict[str, float] = {}
        with self._lock:
            for name in parts:
                searcher, ids = self._parts[name]
                for number, score in searcher.search(what, limit=MOST).items():
                    found[ids[number]] = float(score)
        return found

    def any_of(self, stems: Sequence[str], parts: Sequence[str] = PARTS) -> dict[str, float]:
        """Notices with any of the stems."""
        return self.found(query.Or([either(stem) for stem in stems]), parts) if stems else {}

    def all_of(self, stems: Sequence[str], parts: Sequence[str] = PARTS) -> set[str]:
        """Notices with every one of the stems."""
        return set(self.found(query.And([either(stem) for stem in stems]), parts)) if stems else set()

    def phrase(self, stems: Sequence[str], parts: Sequence[str] = PARTS) -> set[str]:
        """Notices with the stems one after the other, in the title, a lot, the text or the buyer's name."""
        if len(stems) == 1:
            return set(self.found(either(stems[0]), parts))
        both = [query.Phrase("title", list(stems)), query.Phrase("text", list(stems))]
        return set(self.found(query.Or(both), parts))

    def prefix(self, start: str, parts: Sequence[str] = PARTS) -> set[str]:
        """Notices with a word of their title, lots or buyer beginning so."""
        return set(self.found(query.Prefix("words", start), parts))


def either(stem: str) -> Any:
    """A stem in the title or lots, or in the text."""
    return query.Or([query.Term("title", stem, boost=1.5), query.Term("text", stem)])
