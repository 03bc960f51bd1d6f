"""Importing files: never stops for one record, counts by reason, keeps the raw of what failed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from procurement.sources.base import RawRecord, Record, RecordFailed, RecordSkipped, Source, UnreadableFile

_READABLE = {".parquet", ".json", ".jsonl", ".xml", ".csv"}


@dataclass(slots=True)
class ImportTally:
    """What an import did. `done` counts records that gave at least one object; `objects` the objects given."""

    source: str
    done: int = 0
    objects: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    messages: dict[str, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Records met, unreadable files included."""
        return self.done + self.skipped.total() + self.failed.total()


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those of the folders named (JSON, JSONL, XML, CSV, Parquet), in order."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in _READABLE)
        else:
            yield path


def run(
    source: Source, paths: Iterable[Path], sink: Callable[[Record], object], keep_failed_dir: Path | None = None
) -> ImportTally:
    """Read the files and hand each object to `sink`; the ids are stable, so a sink that replaces is idempotent.

    What failed is appended to `keep_failed_dir/<source>-failed.jsonl` (reason, sentence, origin, raw). A file that
    cannot be read is one failure with its sentence. Errors of the sink itself are not caught.
    """
    tally = ImportTally(source.name)
    for path in files_of(paths):
        try:
            for raw in _records(source, path):
                _one(source, raw, sink, tally, keep_failed_dir)
        except UnreadableFile as refusal:
            _count_failure(
                tally, refusal.reason, refusal.message, RawRecord(None, path.name, 0, "file"), keep_failed_dir
            )
    return tally


def _records(source: Source, path: Path) -> Iterator[RawRecord]:
    """The records of a file; an unforeseen error of reading becomes a sentence."""
    if not path.is_file():
        raise UnreadableFile("fichier_absent", f"Le fichier {path.name} n'existe pas.")
    iterator = iter(source.raw_records(path))
    while True:
        try:
            raw = next(iterator)
        except StopIteration:
            return
        except UnreadableFile:
            raise
        except (ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError) as error:
            message = f"Le fichier {path.name} n'a pas la forme attendue pour la source {source.name}."
            raise UnreadableFile("forme_inconnue", message) from error
        yield raw


def _one(
    source: Source, raw: RawRecord, sink: Callable[[Record], object], tally: ImportTally, keep: Path | None
) -> None:
    try:
        found = source.parse(raw)
    except RecordSkipped as refusal:
        tally.skipped[refusal.reason] += 1
        tally.messages.setdefault(refusal.reason, refusal.message)
        return
    except RecordFailed as refusal:
        _count_failure(tally, refusal.reason, refusal.message, raw, keep)
        return
    except Exception as error:  # a record nobody foresaw must not stop the thousands after it
        message = f"Enregistrement imprévu ({type(error).__name__}) : gardé pour examen."
        _count_failure(tally, "imprevu", message, raw, keep)
        return
    for record in found:
        sink(record)
    tally.done += 1
    tally.objects += len(found)


def _count_failure(tally: ImportTally, reason: str, message: str, raw: RawRecord, keep: Path | None) -> None:
    tally.failed[reason] += 1
    tally.messages.setdefault(reason, message)
    if keep is None:
        return
    keep.mkdir(parents=True, exist_ok=True)
    row: dict[str, Any] = {
        "reason": reason,
        "message": message,
        "origin": raw.origin,
        "position": raw.position,
        "raw": raw.data,
    }
    with (keep / f"{tally.source}-failed.jsonl").open("a", encoding="utf-8") as handle:
        handle.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
