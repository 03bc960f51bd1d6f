"""Dates in French spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checker.folding import fold_keeping_length

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("janvier", "janv"), ("fevrier", "fevr", "fev"), ("mars",), ("avril", "avr"), ("mai",), ("juin",),
            ("juillet", "juil"), ("aout",), ("septembre", "sept"), ("octobre", "oct"), ("novembre", "nov"),
            ("decembre", "dec"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
NUMERIC = r"(?P<d>\d{1,2})\s?[/.\-]\s?(?P<m>\d{1,2})\s?[/.\-]\s?(?P<y>\d{4}|\d{2})(?!\d)"
ISO = r"(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})(?!\d)"
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_FIRST = r"\s?\.?(?:e\.?r\.?)?"  # "1er", and "1.e.r" as the BOAMP prints it
WORDS = rf"(?P<wd>\d{{1,2}}){_FIRST}\s+(?P<wm>{_MONTH})\.?\s+(?P<wy>\d{{4}})"
DATE = re.compile(rf"(?<!\d)(?:{ISO}|{NUMERIC}|{WORDS})")
YEARLESS = re.compile(rf"(?<!\d)(?P<d>\d{{1,2}}){_FIRST}\s+(?P<m>{_MONTH})(?![a-z])\.?(?!\s*\d{{4}})")
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def day_of(found: re.Match[str]) -> date | None:
    """The day of a match of DATE, or None when no such day exists."""
    if found["iy"]:
        parts = int(found["iy"]), int(found["im"]), int(found["id"])
    elif found["wd"]:
        parts = int(found["wy"]), MONTHS[found["wm"]], int(found["wd"])
    else:
        year = int(found["y"])
        parts = year + 2000 if year < 100 else year, int(found["m"]), int(found["d"])
    try:
        return date(*parts) if 1950 <= parts[0] <= 2100 else None
    except ValueError:
        return None


def dates(text: str) -> Iterator[tuple[date, int, int]]:
    """Every day written in a text, with the positions where it begins and ends."""
    for found in DATE.finditer(fold_keeping_length(text)):
        day = day_of(found)
        if day is not None:
            yield day, found.start(), found.end()
