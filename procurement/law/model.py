"""A dated parameter of the law: its values, each in one block with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = Decimal | int | str | bool | None


class LawError(Exception):
    """Something is wrong with the law as data."""


class LawFileError(LawError):
    """A file of parameters is broken; the message names the file, the parameter and the cure."""


class LawUnknownAt(LawError):
    """A parameter was asked for at a day nobody documented: silence is not law."""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value and its period of effect. `start` None means undated; `status` is v (verified) or nv (not verified)."""

    value: Value
    start: date | None
    until: date | None
    status: str
    source: str
    ref: str | None = None
    note: str | None = None
    checked: date | None = None

    def covers(self, day: date) -> bool:
        """Whether this value is in force on `day`; an undated value always is."""
        return (self.start is None or self.start <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named parameter with all its values, oldest first."""

    name: str
    values: tuple[DatedValue, ...]
    unit: str | None = None
    ref: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ParameterAtDay:
    """What a parameter is worth on one day, with its papers. `dated` is False when no date of effect is known."""

    name: str
    value: Value
    unit: str | None
    source: str
    status: str
    ref: str | None
    note: str | None
    checked: date | None
    dated: bool
