"""TED, the European bulletin: eForms (UBL) and the older TED_EXPORT (R2.0.8, R2.0.9). Only French buyers are kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from procurement.sources.base import Parsed, RawRecord, Source
from procurement.sources.ted.fetch import fetch_pages
from procurement.sources.ted.parse import parse_record
from procurement.sources.ted.read import read_records


class TedSource:
    """European notices of French buyers."""

    name = "ted"

    def raw_records(self, path: Path) -> Iterator[RawRecord]:
        """The notice of an XML file, or the notices of a page of the search API."""
        return read_records(path)

    def parse(self, raw: RawRecord) -> Parsed:
        """One Notice. Raises `RecordSkipped` (buyer outside France) or `RecordFailed`."""
        return parse_record(raw)

    def fetch(self, since: date, folder: Path, *, base_url: str | None = None, max_pages: int = 100) -> Iterator[Path]:
        """XML notices of French buyers published since a day, written under `folder`."""
        return fetch_pages(since, folder, base_url=base_url, max_pages=max_pages)


SOURCE: Source = TedSource()
