"""The contract every outside world follows: raw records are read, then parsed by a pure function.

`fetch` is the only step that touches the network; it writes pages that `raw_records` then reads like any file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from procurement.models import Award, Company, Notice

Record = Notice | Award | Company
Parsed = tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as the outside wrote it: `data` is made of dict, list and str, `shape` names the format read."""

    data: Any
    origin: str
    position: int
    shape: str
    flags: tuple[str, ...] = ()


class _Refusal(Exception):
    """A record that gives nothing: `reason` is a short slug, `message` a French sentence."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


class RecordSkipped(_Refusal):
    """The record is sound but says nothing for us."""


class RecordFailed(_Refusal):
    """The record could not be read; its raw form is worth keeping."""


class UnreadableFile(_Refusal):
    """The whole file, or what remains of it, cannot be read."""


class FetchFailed(_Refusal):
    """The outside did not answer; what was fetched before is kept."""


class Source(Protocol):
    """An outside world. `parse` is pure; `fetch` yields the pages it wrote under `folder`."""

    @property
    def name(self) -> str:
        """The short name the command uses: boamp, ted, decp, sirene."""
        ...

    def raw_records(self, path: Path) -> Iterator[RawRecord]:
        """The records of a file, one at a time; raises `UnreadableFile`."""
        ...

    def parse(self, raw: RawRecord) -> Parsed:
        """The objects of one record; raises `RecordSkipped` or `RecordFailed`."""
        ...

    def fetch(self, since: date, folder: Path, *, base_url: str | None = None, max_pages: int = 100) -> Iterator[Path]:
        """Ask the public API for what was published since a day; yields the files written. Raises `FetchFailed`."""
        ...
