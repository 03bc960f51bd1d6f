"""Days and hours as buyers write them, near one another, the year perhaps missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from checker.pipes.dates import DATE, MONTHS, WEEKDAYS, YEARLESS, day_of
from checker.pipes.hours import HOUR, hour_of

_OCR_FIRST = re.compile(rf"\b[li]er(?= (?:{'|'.join(MONTHS)})\b)")  # « ler mars », as machines read scans
_DIGIT = re.compile(r"\d")
_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})[,\s]*(?:le\s+)?$")
_HOUR_AFTER = re.compile(
    r"^[\s,;.()\-–—\t]*(?:(?:prochain|et|(?:a )?l.heure(?: limite)?|a|avant|au plus tard|jusqu.a|delai de rigueur|dernier delai|terme de rigueur|heure(?:s)?(?: limite)?)[\s,:]*){0,4}"
    rf"(?P<hour>{HOUR.pattern})"
)
_HOUR_BEFORE = re.compile(
    rf"(?P<hour>{HOUR.pattern})[\s,;()]*(?:\(?heure de [a-z]+\)?[\s,]*)?(?:precises?[\s,]*)?(?:le|du|au)?\s*(?:{'|'.join(WEEKDAYS)})?[\s,]*(?:le\s+)?$"
)
_HOUR_LABEL = re.compile(
    rf"^\W*(?:heures?(?: limites?| locales?)?(?: de \w+(?: des \w+)?)?|avant|a|au plus tard a)\s*:?\s*(?P<hour>{HOUR.pattern})"
)
_HOUR_ALONE = re.compile(rf"^\W*(?P<hour>{HOUR.pattern})(?:\s*(?:precises?|\(?heure[^)]*\)?))?\W*$")
_LEGAL = re.compile(r"(?:arrete|loi|decret|ordonnance|reglement|directive|circulaire|version|modifie)\b[^.]{0,40}$")


@dataclass(frozen=True)
class Moment:
    """A day written somewhere, its weekday and hour when written beside it; `year` is None when the writer left it out."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    weekday: int | None = None
    hour: time | None = None

    def on(self, year: int) -> date | None:
        """The day in a year, None when there is none."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def _hour(match: re.Match[str] | None) -> time | None:
    return hour_of(found) if match and (found := HOUR.fullmatch(match["hour"])) else None


@lru_cache(maxsize=8192)
def moments(plain: str) -> tuple[Moment, ...]:
    """Every day of a text in plain letters, dates of laws left out."""
    return tuple(_moments(plain)) if _DIGIT.search(plain) else ()


def _moments(plain: str) -> Iterator[Moment]:
    plain = _OCR_FIRST.sub("1er", plain)
    spans: list[tuple[int, int, int, int, int | None]] = []
    for found in DATE.finditer(plain):
        if day := day_of(found):
            spans.append((found.start(), found.end(), day.day, day.month, day.year))
    for found in YEARLESS.finditer(plain):
        if not any(a <= found.start() < b for a, b, *_ in spans):
            spans.append((found.start(), found.end(), int(found["d"]), MONTHS[found["m"]], None))
    for start, end, day_number, month, year in sorted(spans):
        if _LEGAL.search(plain[max(0, start - 60) : start]):
            continue
        weekday = _WEEKDAY.search(plain[max(0, start - 16) : start])
        hour = _hour(_HOUR_AFTER.match(plain[end : end + 90])) or _hour(
            _HOUR_BEFORE.search(plain[max(0, start - 60) : start])
        )
        yield Moment(start, end, day_number, month, year, WEEKDAYS.index(weekday[1]) if weekday else None, hour)


def labelled_hour(plain: str) -> time | None:
    """The hour of a line that says only an hour: « Heure limite : 14 h 00 », « avant 11 heures 30 »."""
    return _hour(_HOUR_LABEL.match(plain)) or _hour(_HOUR_ALONE.match(plain))


def hour_after(plain: str) -> time | None:
    """The hour at the beginning of what follows a date."""
    return _hour(_HOUR_AFTER.match(plain[:90]))


def complete(moment: Moment, anchors: list[date], day: date) -> date | None:
    """The day with its year: the one whose weekday fits and that lies nearest to the other dates of the documents.

    Without any other date, the next such day from `day` on.
    """
    if moment.year is not None:
        return moment.on(moment.year)
    near = anchors or [day]
    years = {anchor.year + shift for anchor in near for shift in (-1, 0, 1)}
    possible = [found for year in sorted(years) if (found := moment.on(year))]
    fitting = [one for one in possible if moment.weekday is None or one.weekday() == moment.weekday] or possible
    if not anchors:
        coming = [one for one in fitting if one >= day]
        return min(coming) if coming else max(fitting, default=None)
    return min(fitting, key=lambda one: min(abs((one - anchor).days) for anchor in anchors), default=None)
