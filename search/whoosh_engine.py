"""The search engine on Whoosh: words in Whoosh indexes, one per segment, beside the columns of the segment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from search import storage
from search.answer import State
from search.contract import BrokenIndex, SearchNotice
from search.engine import SegmentEngine
from search.segment import Segment, crowded
from search.storage import Entry, Manifest
from search.table import Table
from search.whoosh_words import WhooshWords, merged


class WhooshEngine(SegmentEngine):
    """See search.contract.Engine; the index is a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = Path(folder)
        self._stamp: tuple[int, int] | None = None
        self._manifest: Manifest | None = None

    def rebuild(self, notices: Iterable[SearchNotice]) -> None:
        """Make the index anew; the old one answers until the new one is whole."""
        kept = {one.id: one for one in notices}
        with storage.writing(self.folder):
            try:
                before = storage.manifest(self.folder)
            except BrokenIndex:
                before = None
            made = storage.build_all(self.folder, storage.split(kept.values(), storage.newest(kept.values())))
            storage.commit(self.folder, made, before.entries if before else ())

    def update(self, notices: Iterable[SearchNotice], removed: Iterable[str]) -> None:
        """Add, replace and forget; makes the index when there is none. Raises BrokenIndex when it cannot be read."""
        added = {one.id: one for one in notices}
        with storage.writing(self.folder):
            held = storage.manifest(self.folder)
            state = self._load(self._state) if held and held.generation != self._known() else self._state
            entries = held.entries if held else ()
            day = max(
                filter(None, (storage.newest(added.values()), state.day if state and held else None)), default=None
            )
            left = _left(entries, state, {*added, *removed}) if state else []
            made = [
                storage.build(self.folder, name, ones)
                for name, ones in storage.split(added.values(), day).items()
                if ones
            ]
            storage.commit(self.folder, [*left, *made], entries)

    def tidy(self) -> None:
        """Make one segment of those of a part and a tier, when they are many."""
        with storage.writing(self.folder):
            held = storage.manifest(self.folder)
            groups = crowded(held.entries if held else (), lambda one: (one.part, one.count - len(one.gone)))
            for part, entries in groups:
                self._merge(part, entries)

    def _known(self) -> str | None:
        return self._state.generation if self._state else None

    def _generation(self) -> str | None:
        try:
            found = (self.folder / storage.CURRENT).stat()
        except FileNotFoundError:
            return None
        stamp = (found.st_mtime_ns, found.st_ino)
        if stamp != self._stamp or self._manifest is None:
            self._manifest, self._stamp = storage.manifest(self.folder), stamp
        return self._manifest.generation if self._manifest else None

    def _load(self, known: State | None) -> State:
        for attempt in range(5):
            held = storage.manifest(self.folder)
            if held is None:
                break
            have = {one.name: one for one in known.segments} if known else {}
            try:
                segments = [self._segment(entry, have.get(entry.name)) for entry in held.entries]
            except (BrokenIndex, OSError):
                again = storage.manifest(self.folder)
                if attempt == 4 or (again and again.generation == held.generation):
                    raise
                continue  # two commits passed while this one was being read: read the last one
            return State(held.generation, tuple(segments), self.names)
        raise BrokenIndex(storage.CURRENT)

    def _segment(self, entry: Entry, known: Segment | None) -> Segment:
        if known is not None:
            return known if int((~known.alive).sum()) == len(entry.gone) else known.without(entry.gone)
        storage.verify(self.folder, entry)
        place = self.folder / entry.name
        table = Table((place / storage.COLUMNS).read_bytes())
        words = WhooshWords(place, table.lengths)
        whole = Segment(entry.name, entry.part, table, words, self.names, np.ones(len(table), bool))
        return whole.without(entry.gone) if entry.gone else whole

    def _merge(self, part: str, entries: Sequence[Entry]) -> None:
        segments = [self._segment(entry, None) for entry in entries]
        rows = [one.table.row(int(row)) for one in segments for row in np.flatnonzero(one.alive)]
        words = merged([(one.words, one.alive) for one in segments if isinstance(one.words, WhooshWords)])
        made = storage.write(self.folder, part, rows, words)
        if now := storage.manifest(self.folder):
            others = [entry for entry in now.entries if entry not in entries]
            storage.commit(self.folder, [*others, made], now.entries)


def _left(entries: Iterable[Entry], state: State, gone: set[str]) -> list[Entry]:
    """The segments with the rows of these notices gone; a segment with none left is left out."""
    made = []
    for entry, segment in zip(entries, state.segments, strict=True):
        rows = [row for row, notice_id in enumerate(segment.table.ids) if notice_id in gone]
        both = tuple(sorted({*entry.gone, *rows}))
        if len(both) < entry.count:
            made.append(replace(entry, gone=both))
    return made
