"""BOAMP, the national bulletin of notices: records of its API, exports, old XML and the tables others drew from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from procurement.sources.base import Parsed, RawRecord, Source
from procurement.sources.boamp.fetch import fetch_pages
from procurement.sources.boamp.parse import parse_record
from procurement.sources.boamp.read import read_records


class BoampSource:
    """Notices of the BOAMP."""

    name = "boamp"

    def raw_records(self, path: Path) -> Iterator[RawRecord]:
        """The notices of a file (JSON of the API, JSONL, DILA XML, CSV)."""
        return read_records(path)

    def parse(self, raw: RawRecord) -> Parsed:
        """One Notice. Raises `RecordSkipped` or `RecordFailed`."""
        return parse_record(raw)

    def fetch(self, since: date, folder: Path, *, base_url: str | None = None, max_pages: int = 100) -> Iterator[Path]:
        """Pages of notices published since a day, written under `folder`."""
        return fetch_pages(since, folder, base_url=base_url, max_pages=max_pages)


SOURCE: Source = BoampSource()
