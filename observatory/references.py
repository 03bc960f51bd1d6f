"""Points of comparison: objectives and marks beside an indicator, figures published by others with their method."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Mark:
    """A value to compare an indicator with (a share from 0 to 1, or days), what it is, and its mark V or NV."""

    value: float
    says: str
    mark: str


@dataclass(frozen=True, slots=True)
class Published:
    """Shares of SMEs (percent, None when not given) published by someone else, and how they were counted."""

    year: int
    scope: str
    number: float | None
    amount: float | None
    method: str
    source: str


def _read(name: str) -> Any:
    return yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))


@cache
def _marks() -> dict[str, tuple[Mark, ...]]:
    return {code: tuple(Mark(**one) for one in found) for code, found in _read("marks.yaml").items()}


def marks(code: str) -> tuple[Mark, ...]:
    """The points of comparison of an indicator, in the order to show them."""
    return _marks().get(code, ())


@cache
def published() -> tuple[Published, ...]:
    """The shares others published, by year."""
    return tuple(Published(**one) for one in _read("published.yaml"))
