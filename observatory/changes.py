"""What changed between two reports, and whether the difference is more than ordinary variability."""

from __future__ import annotations

import math
from dataclasses import dataclass

from observatory.measure import GroupValue, Result
from observatory.reports import Report
from observatory.series import segment


@dataclass(frozen=True, slots=True)
class Change:
    """The difference of a share from one year to the next; None when the years cannot be compared."""

    before: int
    difference: float | None
    low: float | None
    high: float | None
    sentence: str

    @property
    def clear(self) -> bool:
        """Whether the interval of the difference leaves out zero."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def newcombe(now: Result, before: Result | GroupValue) -> tuple[float, float, float] | None:
    """The difference of two shares with its 95 % interval (Newcombe's method 10); None without both intervals."""
    if now.value is None or before.value is None:
        return None
    if None in (now.low, now.high, before.low, before.high):
        return None
    difference = now.value - before.value
    low = difference - math.hypot(now.value - _known(now.low), _known(before.high) - before.value)
    high = difference + math.hypot(_known(now.high) - now.value, before.value - _known(before.low))
    return difference, low, high


def change(now: Report, code: str = "PL_nb") -> Change | None:
    """What changed since the year before, read in the years of the report; None without one, or without a share."""
    year = (now.question.year or 0) - 1
    known = {cell.key: dict(cell.indicators).get(code) for cell in now.by["year"]}
    before = known.get(str(year))
    if before is None:
        return None
    if segment(year + 1) != segment(year):
        said = f"La comparaison avec {year} n'est pas possible : la façon de compter a changé entre les deux années."
        return Change(year, None, None, None, said)
    found = newcombe(now.get(code), before)
    if found is None:
        return None
    difference, low, high = found
    interval = f"entre {_signed(low)} et {_signed(high)} points"
    shares = f"{_percent(before)} à {_percent(now.get(code))}\u00a0%"
    moved = f"la part passe de {shares}" if round(100 * difference) else f"la part ne bouge pas ({shares})"
    ordinary = "ne dépasse pas" if low <= 0 <= high else "dépasse"
    said = f"Par rapport à {year}, {moved} : l'écart ({interval}) {ordinary} la variabilité ordinaire des attributions."
    return Change(year, difference, low, high, said)


def _known(value: float | None) -> float:
    return 0.0 if value is None else value


def _percent(result: Result | GroupValue) -> str:
    return f"{100 * (result.value or 0):.0f}"


def _signed(difference: float) -> str:
    points = round(100 * difference)
    return f"+{points}" if points > 0 else f"−{abs(points)}" if points < 0 else "0"
