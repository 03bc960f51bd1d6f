"""The SIRENE register: answers of « Recherche d'entreprises », of the API of INSEE, and stock files in CSV."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from procurement.sources.base import Parsed, RawRecord, Source
from procurement.sources.sirene.fetch import fetch_pages
from procurement.sources.sirene.parse import parse_record
from procurement.sources.sirene.read import read_records


class SireneSource:
    """Companies with their establishments."""

    name = "sirene"

    def raw_records(self, path: Path) -> Iterator[RawRecord]:
        """One record per company or establishment of the file."""
        return read_records(path)

    def parse(self, raw: RawRecord) -> Parsed:
        """One Company. Raises `RecordSkipped` or `RecordFailed`."""
        return parse_record(raw)

    def fetch(self, since: date, folder: Path, *, base_url: str | None = None, max_pages: int = 100) -> Iterator[Path]:
        """Pages of « Recherche d'entreprises »; `base_url` carries the query (the API has no « since »)."""
        return fetch_pages(since, folder, base_url=base_url, max_pages=max_pages)


SOURCE: Source = SireneSource()
