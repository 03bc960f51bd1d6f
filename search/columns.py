"""The notices' columns beside the index: one JSON line each, read at once and kept in memory."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from search.contract import SearchNotice


def to_line(notice: SearchNotice) -> str:
    """A notice without its text, as one line of JSON."""
    row = {item.name: getattr(notice, item.name) for item in dataclasses.fields(notice) if item.name != "text"}
    return json.dumps(
        {name: value for name, value in row.items() if value not in (None, ())}, default=str, ensure_ascii=False
    )


def from_line(line: str) -> SearchNotice:
    """The notice of such a line."""
    row: dict[str, Any] = json.loads(line)
    for name in ("cpv", "lots"):
        row[name] = tuple(row.get(name, ()))
    if "published" in row:
        row["published"] = date.fromisoformat(row["published"])
    if "deadline" in row:
        row["deadline"] = datetime.fromisoformat(row["deadline"])
    if "amount" in row:
        row["amount"] = Decimal(row["amount"])
    return SearchNotice(**row)


def write(path: Path, notices: Iterable[SearchNotice]) -> None:
    """Write all columns; a reader sees the old file or the new one."""
    half = path.with_suffix(".half")
    half.write_text("\n".join(map(to_line, notices)), encoding="utf-8")
    os.replace(half, path)  # noqa: PTH105 - replace is the point


def read(path: Path) -> dict[str, SearchNotice]:
    """All columns by id. Raises OSError or ValueError when the file is damaged."""
    return {one.id: one for one in map(from_line, filter(None, path.read_text(encoding="utf-8").split("\n")))}
