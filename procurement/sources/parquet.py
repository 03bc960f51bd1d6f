"""Tables published in Parquet (consolidated DECP, Sirene stock), read as the same rows of text as their CSV."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from procurement.sources.base import UnreadableFile
from procurement.sources.readers import csv_rows

_MAGIC = b"PAR1"
_BATCH = 10_000  # rows held at a time


def is_parquet(path: Path) -> bool:
    """Whether the file begins as a Parquet does, whatever its name."""
    try:
        with path.open("rb") as handle:
            return handle.read(4) == _MAGIC
    except OSError:
        return False


def table_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV or of a Parquet. Raises `UnreadableFile` with a French sentence."""
    return parquet_rows(path) if is_parquet(path) else csv_rows(path)


def parquet_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows, every value as the CSV writes it; absent values are empty. Raises `UnreadableFile` with a French sentence."""
    import pyarrow as pa  # here, not above: heavy, and few installations read Parquet
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_BATCH):
                for row in batch.to_pylist():
                    yield {name: _as_text(value) for name, value in row.items()}
    except (pa.ArrowException, OSError) as error:
        message = f"Le fichier {path.name} est un Parquet abîmé ou incomplet : téléchargez-le à nouveau."
        raise UnreadableFile("parquet_illisible", message) from error


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(_as_text(one) for one in value)
    return str(value)
