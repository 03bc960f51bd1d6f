"""The second search engine: words in PostgreSQL's own full text, columns and ranking shared with the first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import psycopg

from search.answer import State
from search.columns import Row, row
from search.contract import BrokenIndex, SearchNotice
from search.engine import SegmentEngine
from search.postgres_words import Connection, PostgresWords, vectors
from search.segment import Segment, crowded
from search.storage import newest, split
from search.table import Table, pack
from search.words import FIELDS, Ints

_PIECE = 25_000
_WRITERS = 0x7472656D  # the lock that writers take in turn
_TABLES = (Path(__file__).parent / "postgres.sql").read_text(encoding="utf-8")
_Writer = psycopg.Connection[Any]


class PostgresEngine(SegmentEngine):
    """See search.contract.Engine; the index is the schema `tremplin_search` of a database."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._database = Connection(url)

    def rebuild(self, notices: Iterable[SearchNotice]) -> None:
        """Make the index anew in one transaction."""
        kept = {one.id: one for one in notices}
        with self._database.fresh() as writer:
            _begin(writer)
            writer.execute("update tremplin_search.segment set live = false")
            for part, held in split(kept.values(), newest(kept.values())).items():
                for at in range(0, len(held), _PIECE):
                    _add(writer, part, held[at : at + _PIECE])
            _stamp(writer)

    def update(self, notices: Iterable[SearchNotice], removed: Iterable[str]) -> None:
        """Add, replace and forget in one transaction. Raises BrokenIndex when the index cannot be read."""
        added = {one.id: one for one in notices}
        gone = {*added, *removed}
        with self._database.fresh() as writer:
            _begin(writer)
            state = self._state_of(writer, self._state)
            for one in state.segments:
                rows = [at for at, notice_id in enumerate(one.table.ids) if notice_id in gone and one.alive[at]]
                if rows:
                    _forget(writer, int(one.name), rows)
            day = max(filter(None, (newest(added.values()), state.day)), default=None)
            for part, held in split(added.values(), day).items():
                if held:
                    _add(writer, part, held)
            _stamp(writer)

    def tidy(self) -> None:
        """Make one segment of those of a part and a size, when they are many, in one transaction."""
        with self._database.fresh() as writer:
            _begin(writer)
            if _merge(writer, self._state_of(writer, self._state)):
                _stamp(writer)

    def _generation(self) -> str | None:
        if self._database.rows("select to_regclass('tremplin_search.state')") == [(None,)]:
            return None
        found = self._database.rows("select generation from tremplin_search.state")
        return str(found[0][0]) if found else None

    def _load(self, known: State | None) -> State:
        with self._database.fresh() as reader:
            reader.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            return self._state_of(reader, known)

    def _state_of(self, reader: _Writer, known: State | None) -> State:
        have = {one.name: one for one in known.segments} if known else {}
        stamp = reader.execute("select generation from tremplin_search.state").fetchone()
        found = reader.execute("select id, part, gone from tremplin_search.segment where live order by id").fetchall()
        segments = []
        for number, part, gone in found:
            whole = have.get(str(number)) or self._segment(reader, number, part)
            segments.append(whole if int((~whole.alive).sum()) == len(gone) else whole.without(gone))
        return State(str(stamp[0]) if stamp else "", tuple(segments), self.names)

    def _segment(self, reader: _Writer, number: int, part: str) -> Segment:
        stored = reader.execute("select columns from tremplin_search.segment where id = %s", (number,)).fetchone()
        try:
            table = Table(bytes(stored[0]) if stored else b"")
        except Exception as error:  # whatever is wrong with the bytes, the cure is the same
            raise BrokenIndex(f"segment {number}: {error}") from error
        words = PostgresWords(self._database, number, table.lengths)
        return Segment(str(number), part, table, words, self.names, np.ones(len(table), bool))


def _begin(writer: _Writer) -> None:
    """Wait for the other writers; what the index before the last one held is let go, its readers are done."""
    writer.execute("select pg_advisory_xact_lock(%s)", (_WRITERS,))
    writer.execute(_TABLES.encode())
    writer.execute("delete from tremplin_search.segment where not live")


def _stamp(writer: _Writer) -> None:
    writer.execute(
        "insert into tremplin_search.state (generation) values (%s) on conflict (one) do update set generation = excluded.generation",
        (uuid4().hex[:12],),
    )


def _add(writer: _Writer, part: str, notices: Sequence[SearchNotice]) -> None:
    made = [vectors(one) for one in notices]
    sizes = {name: np.array([one[at] for one in made], np.int32) for at, name in enumerate(FIELDS)}
    number = _new(writer, part, [row(one) for one in notices], sizes)
    with writer.cursor().copy("copy tremplin_search.word (segment, number, title, body, words) from stdin") as copy:
        for at, one in enumerate(made):
            copy.write_row((number, at, *one[2:]))


def _new(writer: _Writer, part: str, rows: Sequence[Row], sizes: dict[str, Ints]) -> int:
    made = writer.execute(
        "insert into tremplin_search.segment (part, columns) values (%s, %s) returning id", (part, pack(rows, sizes))
    ).fetchone()
    return int(made[0]) if made else 0


def _forget(writer: _Writer, number: int, rows: list[int]) -> None:
    writer.execute("update tremplin_search.segment set gone = gone || %s::int[] where id = %s", (rows, number))


def _merge(writer: _Writer, state: State) -> bool:
    """Whether segments were merged."""
    groups = crowded(state.segments, lambda one: (one.part, int(one.alive.sum())))
    for part, segments in groups:
        kept = [np.flatnonzero(one.alive) for one in segments]
        rows = [one.table.row(int(at)) for one, held in zip(segments, kept, strict=True) for at in held]
        sizes = {name: np.concatenate([one.words.lengths[name][one.alive] for one in segments]) for name in FIELDS}
        number, base = _new(writer, part, rows, sizes), 0
        for one, held in zip(segments, kept, strict=True):
            writer.execute(
                "insert into tremplin_search.word select %s, new, title, body, words from tremplin_search.word "
                "join unnest(%s::int[], %s::int[]) as moved (old, new) on number = old where segment = %s",
                (number, held.tolist(), list(range(base, base + len(held))), int(one.name)),
            )
            base += len(held)
        writer.execute(
            "update tremplin_search.segment set live = false where id = any(%s)", ([int(one.name) for one in segments],)
        )
    return bool(groups)
