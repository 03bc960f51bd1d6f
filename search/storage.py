"""The files of the Whoosh index: segments in folders of their own, and one file that says which ones count.

A segment is written whole and never changed. A commit replaces the file CURRENT in one step: whatever happens before
that step, readers and the next writer see what was there. Writers wait for each other.
"""

from __future__ import annotations

import fcntl
import json
import multiprocessing
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from search import whoosh_words
from search.columns import Row, row
from search.contract import BrokenIndex, SearchNotice
from search.segment import ARCHIVE, OPEN, PARTS
from search.table import pack
from search.words import Inverted

CURRENT, COLUMNS = "CURRENT", "columns.npz"
CLOSED = ("award", "cancellation", "amendment")
_PIECE = 25_000  # notices of a segment, at most: two processes share a rebuild
_WORTH_TWO = 4_000  # notices from which two processes go faster than one


@dataclass(frozen=True)
class Entry:
    """A segment of the index: its folder, its part, its rows that are gone, its files with size and checksum."""

    name: str
    part: str
    count: int
    files: Mapping[str, Sequence[int]]
    gone: tuple[int, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """Which segments make the index. `before` are those of the previous one, kept for its readers."""

    generation: str
    entries: tuple[Entry, ...]
    before: tuple[str, ...] = ()


def newest(notices: Iterable[SearchNotice]) -> date | None:
    """The last day of publication."""
    return max((one.published for one in notices if one.published), default=None)


def part(notice: SearchNotice, day: date | None) -> str:
    """Where a notice goes: open when it can still be answered on `day`."""
    passed = notice.deadline is not None and day is not None and notice.deadline.date() < day
    return ARCHIVE if passed or notice.kind in CLOSED else OPEN


def split(notices: Iterable[SearchNotice], day: date | None) -> dict[str, list[SearchNotice]]:
    """The notices of each part."""
    made: dict[str, list[SearchNotice]] = {name: [] for name in PARTS}
    for one in notices:
        made[part(one, day)].append(one)
    return made


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Waits for the other writers, of this process or another; a writer that dies lets go."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "LOCK").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def manifest(folder: Path) -> Manifest | None:
    """What the index is made of; None when there is none. Raises BrokenIndex when the file is damaged."""
    try:
        raw: dict[str, Any] = json.loads((folder / CURRENT).read_text(encoding="utf-8"))
        entries = [Entry(**{**one, "gone": tuple(one["gone"])}) for one in raw["entries"]]
        return Manifest(raw["generation"], tuple(entries), tuple(raw["before"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenIndex(f"{CURRENT}: {error}") from error


def commit(folder: Path, entries: Iterable[Entry], before: Iterable[Entry] = ()) -> None:
    """Make these segments the index in one step, then remove folders that neither it nor the one before needs."""
    made = Manifest(uuid4().hex[:12], tuple(entries), tuple(one.name for one in before))
    half = folder / f"{CURRENT}.half"
    with half.open("w", encoding="utf-8") as out:
        json.dump(asdict(made), out)
        out.flush()
        os.fsync(out.fileno())
    half.replace(folder / CURRENT)
    kept = {*made.before, *(one.name for one in made.entries)}
    for pattern in ("seg-*", "gen-*"):
        for old in folder.glob(pattern):
            if old.name not in kept:
                shutil.rmtree(old, ignore_errors=True)


def write(folder: Path, name: str, rows: Sequence[Row], words: Inverted) -> Entry:
    """Write a segment; nobody reads it before a commit names it."""
    place = folder / f"seg-{uuid4().hex[:12]}"
    place.mkdir(parents=True)
    whoosh_words.write(place, words)
    (place / COLUMNS).write_bytes(pack(rows, words.lengths))
    files = {path.name: _sum(path) for path in sorted(place.iterdir()) if path.is_file()}
    return Entry(place.name, name, len(rows), files)


def _sum(path: Path) -> list[int]:
    size, total = path.stat().st_size, 0
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            total = zlib.crc32(block, total)
    return [size, total]


def verify(folder: Path, entry: Entry) -> None:
    """Raises BrokenIndex when a file of the segment is not what was written."""
    for name, expected in entry.files.items():
        path = folder / entry.name / name
        if not path.is_file() or _sum(path) != list(expected):
            raise BrokenIndex(f"{entry.name}/{name}")


def build(folder: Path, name: str, notices: Sequence[SearchNotice]) -> Entry:
    """Make a segment of notices."""
    return write(folder, name, [row(one) for one in notices], Inverted(notices))


def build_all(folder: Path, notices: Mapping[str, Sequence[SearchNotice]]) -> list[Entry]:
    """Segments for the notices of each part, by two processes when there are many."""
    total = sum(map(len, notices.values()))
    size = min(_PIECE, max(1_000, -(-total // 4)))
    pieces = [(name, held[at : at + size]) for name, held in notices.items() for at in range(0, len(held), size)]
    alone = total < _WORTH_TWO or (os.cpu_count() or 1) < 2 or multiprocessing.current_process().daemon
    if alone:
        return [build(folder, name, held) for name, held in pieces]
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(build, *zip(*((folder, name, held) for name, held in pieces), strict=True)))
