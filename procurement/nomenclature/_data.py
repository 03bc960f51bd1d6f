"""Reading the committed data files of this package."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


def rows(name: str) -> list[list[str]]:
    """The rows of a data file without its header; a name ending in `.gz` is decompressed."""
    raw = (_FOLDER / name).read_bytes()
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8")
    return list(csv.reader(io.StringIO(text)))[1:]
