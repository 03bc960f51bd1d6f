"""Breaks of the series: years that cannot be joined, or not without a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Break:
    """`year` is the first year counted the new way; `hard` breaks cut the curve, the others are told beside it."""

    year: int
    hard: bool
    mark: str
    says: str

    def sentence(self) -> str:
        """The break in French."""
        between = f"entre {self.year - 1} et {self.year}"
        return f"Rupture de série {between} : {self.says}." if self.hard else f"À noter en {self.year} : {self.says}."


@cache
def breaks() -> tuple[Break, ...]:
    """Every break, by year."""
    raw = yaml.safe_load((Path(__file__).parent / "breaks.yaml").read_text(encoding="utf-8"))
    return tuple(Break(one["year"], one["kind"] == "hard", one["mark"], one["says"]) for one in raw)


def crossed(years: Iterable[int]) -> tuple[Break, ...]:
    """The breaks that stand between the first and the last of the years."""
    known = sorted(years)
    return tuple(one for one in breaks() if known and known[0] < one.year <= known[-1])


def segment(year: int) -> str:
    """The name of the part of the series a year belongs to: no line joins two parts."""
    hard = [one.year for one in breaks() if one.hard]
    last = max((one for one in hard if one <= year), default=None)
    following = min((one for one in hard if one > year), default=None)
    return f"{last} et après" if last else f"avant {following}"
