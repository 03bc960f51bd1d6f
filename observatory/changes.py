"""What changed between two reports, and whether the difference is more than ordinary variability."""

from __future__ import annotations

import math
from dataclasses import dataclass

from observatory.measure import Result
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


def newcombe(now: Result, before: Result) -> tuple[float, float, float] | None:
    """The difference of two shares with its 95 % interval (Newcombe's method 10); None without both intervals."""
    if now.value is None or before.value is None:
        return None
    if None in (now.low, now.high, before.low, before.high):
        return None
    difference = now.value - before.value
    low = difference - math.hypot(now.value - _known(now.low), _known(before.high) - before.value)
    high = difference + math.hypot(_known(now.high) - now.value, before.value - _known(before.low))
    return difference, low, high


def change(now: Report, before: Report | None, code: str = "PL_nb") -> Change | None:
    """What changed since the report of the year before; None without one, or without a share on both sides."""
    if before is None or now.question.year is None or before.question.year is None:
        return None
    year = before.question.year
    if segment(now.question.year) != segment(year):
        said = f"La comparaison avec {year} n'est pas possible : la façon de compter a changé entre les deux années."
        return Change(year, None, None, None, said)
    found = newcombe(now.get(code), before.get(code))
    if found is None:
        return None
    difference, low, high = found
    interval = f"entre {_signed(low)} et {_signed(high)} points"
    shares = f"{_percent(before.get(code))} à {_percent(now.get(code))}\u00a0%"
    moved = f"la part passe de {shares}" if round(100 * difference) else f"la part ne bouge pas ({shares})"
    ordinary = "ne dépasse pas" if low <= 0 <= high else "dépasse"
    said = f"Par rapport à {year}, {moved} : l'écart ({interval}) {ordinary} la variabilité ordinaire des attributions."
    return Change(year, difference, low, high, said)


def _known(value: float | None) -> float:
    return 0.0 if value is None else value


def _percent(result: Result) -> str:
    return f"{100 * (result.value or 0):.0f}"


def _signed(difference: float) -> str:
    points = round(100 * difference)
    return f"+{points}" if points > 0 else f"−{abs(points)}" if points < 0 else "0"
