"""Reading of bytes in one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.reading import Document, Limits, read

Reads = Callable[..., tuple[Document, ...]]


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    """read() on bytes under a given name; returns all documents."""

    def run(data: bytes, name: str, limits: Limits | None = None) -> tuple[Document, ...]:
        path = tmp_path / "upload"
        path.write_bytes(data)
        return read(path, name, limits)

    return run
