"""The words of a segment in PostgreSQL: tsvectors of our own stems, so that both engines find the same notices."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import psycopg

from search.contract import SearchNotice
from search.words import NONE, Ints, documents

_MOST_PLACES = 255  # PostgreSQL keeps no more places of a word in a document
_COLUMN = {"title": "title", "text": "body"}


class Connection:
    """One connection to the database, opened again when it was lost; several threads take turns."""

    def __init__(self, url: str) -> None:
        self._url = url.replace("postgresql+psycopg://", "postgresql://", 1)
        self._lock = threading.Lock()
        self._held: psycopg.Connection[Any] | None = None

    def fresh(self) -> psycopg.Connection[Any]:
        """A new connection, for a transaction of its own."""
        return psycopg.connect(self._url)

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query. Raises psycopg.Error."""
        with self._lock:
            if self._held is None or self._held.closed or self._held.broken:
                self._held = psycopg.connect(self._url, autocommit=True)
            return self._held.execute(query.encode(), values).fetchall()


class PostgresWords:
    """The words of a stored segment; see search.words.Words."""

    def __init__(self, database: Connection, segment: int, lengths: Mapping[str, Ints]) -> None:
        self.lengths, self.count = lengths, len(lengths["title"])
        self._database, self._segment = database, segment
        self.postings = lru_cache(maxsize=2_000)(self._postings)

    def _postings(self, field: str, stem: str) -> tuple[Ints, Ints]:
        column = _COLUMN[field]
        found = self._database.rows(
            f"select number, cardinality(positions) from tremplin_search.word, unnest({column}) "
            f"where segment = %s and {column} @@ %s::tsquery and lexeme = %s order by number",
            (self._segment, _quoted(stem), stem),
        )
        if not found:
            return NONE
        rows, times = zip(*found, strict=True)
        return np.array(rows, np.int32), np.array(times, np.float32)

    def phrase(self, stems: Sequence[str]) -> Ints:
        """See Words."""
        wanted = " <-> ".join(map(_quoted, stems))
        return self._numbers("(title @@ %s::tsquery or body @@ %s::tsquery)", wanted, wanted)

    def prefix(self, start: str) -> Ints:
        """See Words."""
        return self._numbers("words @@ %s::tsquery", f"{_quoted(start)}:*")

    def spellings(self) -> Mapping[str, int]:
        """See Words."""
        query = f"select words from tremplin_search.word where segment = {self._segment:d}"
        return dict(self._database.rows("select word, ndoc from ts_stat(%s)", (query,)))

    def _numbers(self, test: str, *values: str) -> Ints:
        query = f"select number from tremplin_search.word where segment = %s and {test} order by number"
        return np.array([row for (row,) in self._database.rows(query, (self._segment, *values))], np.int32)


def vectors(notice: SearchNotice) -> tuple[int, int, str, str, str]:
    """The numbers of stems of title and text, then the three tsvectors of a notice as PostgreSQL writes them."""
    head, body, whole = documents(notice)
    sizes = sum(map(len, head)), sum(map(len, body))
    return *sizes, _vector(head), _vector(body), " ".join(map(_quoted, sorted(whole)))


def _vector(parts: Sequence[Sequence[str]]) -> str:
    places: dict[str, list[str]] = {}
    at = 0
    for stems in parts:
        at += 1  # a gap: no phrase goes from one part to the next
        for stem in stems:
            at += 1
            places.setdefault(stem, []).append(str(min(at, 16_383)))
    return " ".join(f"{_quoted(stem)}:{','.join(held[:_MOST_PLACES])}" for stem, held in places.items())


def _quoted(stem: str) -> str:
    return f"'{stem}'"  # stems are letters a to z and digits
