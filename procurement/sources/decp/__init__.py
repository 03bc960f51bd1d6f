"""Essential data of public procurement (DECP): JSON and XML of 2019 and 2022, tables of decp.info and of buyers.

Award.flags may hold: amount_missing, amount_zero, amount_placeholder, amount_outlier, amount_above_procedure,
amount_maybe_x100, amounts_differ, buyer_id_invalid, cpv_missing, cpv_invalid, damaged_text, id_missing,
object_missing, notified_missing, date_implausible, notified_after_published, duration_unreadable, winner_missing,
winner_id_invalid, winner_id_not_siret.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from procurement.sources.base import Parsed, RawRecord, Source
from procurement.sources.decp.fetch import fetch_pages
from procurement.sources.decp.parse import parse_record
from procurement.sources.decp.read import read_records


class DecpSource:
    """DECP files and the tabular API of data.gouv.fr."""

    name = "decp"

    def raw_records(self, path: Path) -> Iterator[RawRecord]:
        """The contracts of a file (JSON, XML or CSV); rows of one uid come as one record."""
        return read_records(path)

    def parse(self, raw: RawRecord) -> Parsed:
        """One Award. Raises `RecordSkipped` or `RecordFailed`."""
        return parse_record(raw)

    def fetch(self, since: date, folder: Path, *, base_url: str | None = None, max_pages: int = 100) -> Iterator[Path]:
        """Pages of contracts published since a day, written under `folder`."""
        return fetch_pages(since, folder, base_url=base_url, max_pages=max_pages)


SOURCE: Source = DecpSource()
