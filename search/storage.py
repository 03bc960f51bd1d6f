"""The files of the index: generations, of which one is current, each with two Whoosh indexes and the columns."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from uuid import uuid4

from whoosh import index  # type: ignore[import-untyped]
from whoosh.analysis import SpaceSeparatedTokenizer  # type: ignore[import-untyped]
from whoosh.fields import ID, TEXT, Schema  # type: ignore[import-untyped]

from search import columns
from search.analysis import terms, words
from search.columns import Row, row
from search.contract import SearchNotice

PARTS = ("open", "archive")
CLOSED = ("award", "cancellation", "amendment")
COLUMNS = "columns.jsonl"
_SCHEMA = Schema(
    id=ID(stored=True, unique=True),
    title=TEXT(analyzer=SpaceSeparatedTokenizer()),
    text=TEXT(analyzer=SpaceSeparatedTokenizer()),
    words=TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False),
)


def newest(notices: Iterable[SearchNotice]) -> date | None:
    """The last day of publication: the day the index stands at."""
    return max((one.published for one in notices if one.published), default=None)


def part(notice: SearchNotice, day: date | None) -> str:
    """Where a notice goes: open when it can still be answered on `day`."""
    passed = notice.deadline is not None and day is not None and notice.deadline.date() < day
    return "archive" if passed or notice.kind in CLOSED else "open"


def document(notice: SearchNotice) -> dict[str, str]:
    """The searchable fields of a notice, already stems; `words` keeps whole words of the title for prefixes."""
    title, lots = notice.title[:2000], " ".join(notice.lots[:200])[:20_000]
    return {
        "id": notice.id,
        "title": " ".join(terms(f"{title} {lots}")) or "_",
        "text": " ".join(terms(f"{notice.text[:60_000]} {notice.buyer}")) or "_",
        "words": " ".join(words(f"{title} {lots} {notice.buyer}")) or "_",
    }


def current(folder: Path) -> Path | None:
    """The generation in use, or None when there is none."""
    with suppress(OSError):
        name = (folder / "CURRENT").read_text(encoding="ascii").strip()
        return folder / name if name and (folder / name).is_dir() else None
    return None


def write_generation(folder: Path, notices: Iterable[SearchNotice]) -> None:
    """Write a whole new generation, then make it current in one step; older ones go, save the last for its readers."""
    kept = {one.id: one for one in notices}
    day, place = newest(kept.values()), folder / f"gen-{uuid4().hex[:12]}"
    before = current(folder)
    writers = {}
    for name in PARTS:
        (place / name).mkdir(parents=True)
        writers[name] = index.create_in(str(place / name), _SCHEMA).writer(limitmb=128)
    rows = []
    for notice in kept.values():
        writers[part(notice, day)].add_document(**document(notice))
        rows.append(row(notice))
    for writer in writers.values():
        writer.commit()
    columns.write(place / COLUMNS, rows)
    pointer = folder / f"CURRENT.{place.name}"
    pointer.write_text(place.name, encoding="ascii")
    pointer.replace(folder / "CURRENT")
    for old in folder.glob("gen-*"):
        if old not in (place, before):
            shutil.rmtree(old, ignore_errors=True)


def update_generation(
    place: Path, rows: dict[str, Row], notices: Iterable[SearchNotice], removed: Iterable[str]
) -> None:
    """Change a generation in place: Whoosh commits each part whole, readers keep what they opened."""
    added, gone = {one.id: one for one in notices}, set(removed)
    day = newest([*(one.notice for one in rows.values()), *added.values()])
    kept = {key: one for key, one in rows.items() if key not in gone} | {key: row(one) for key, one in added.items()}
    for name in PARTS:
        writer = index.open_dir(str(place / name)).writer(timeout=30)
        for key in gone | set(added):
            writer.delete_by_term("id", key)
        for notice in added.values():
            if part(notice, day) == name:
                writer.add_document(**document(notice))
        writer.commit()
    columns.write(place / COLUMNS, kept.values())
