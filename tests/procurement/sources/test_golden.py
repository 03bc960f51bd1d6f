"""Golden files: an invented record in an official format, beside what a reader of the format expects from it."""

from __future__ import annotations

import dataclasses
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procurement.sources import boamp, decp, sirene, ted
from procurement.sources.run import run

GOLDEN = Path(__file__).parent / "golden"
SOURCES = {"boamp": boamp.SOURCE, "decp": decp.SOURCE, "sirene": sirene.SOURCE, "ted": ted.SOURCE}
CASES = sorted(path for path in GOLDEN.iterdir() if ".raw." in path.name)


def matches(found: Any, expected: Any) -> bool:
    """Whether what was parsed holds what is expected; a dict names only the fields it is about."""
    if isinstance(expected, dict):
        return all(matches(getattr(found, name), value) for name, value in expected.items())
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(matches, found, expected))
    if isinstance(found, Decimal):
        return found == Decimal(expected)
    if isinstance(found, date | datetime):
        return found.isoformat() == expected
    return bool(found == expected)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name.split(".")[0])
def test_record_beside_its_parse(path: Path) -> None:
    name = path.name.split(".")[0]
    records: list[Any] = []
    tally = run(SOURCES[name.split("_")[0]], [path], records.append)
    assert not tally.failed
    expected = json.loads((GOLDEN / f"{name}.expected.json").read_text("utf-8"))
    assert len(records) == len(expected)
    for record, wanted in zip(records, expected, strict=True):
        for field, value in wanted.items():
            assert matches(getattr(record, field), value), (field, getattr(record, field), value)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name.split(".")[0])
def test_no_person_is_kept(path: Path) -> None:
    records: list[Any] = []
    run(SOURCES[path.name.split("_")[0]], [path], records.append)
    kept = json.dumps([dataclasses.asdict(record) for record in records], default=str, ensure_ascii=False).lower()
    for trace in ("jeanne", "fictif@", "paul fictif", "@exemple", "03 21 00", "321000000", "300000000", "04-00-00"):
        assert trace not in kept


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name.split(".")[0])
def test_importing_twice_gives_the_same_records(path: Path) -> None:
    first: list[Any] = []
    second: list[Any] = []
    source = SOURCES[path.name.split("_")[0]]
    run(source, [path], first.append)
    run(source, [path], second.append)
    assert first == second
