"""Dates in French spelling, and periods from one day to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checker.folding import fold_keeping_length
from checker.pipes.number_words import RUN, number_of

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("janvier", "janv", "jan"), ("fevrier", "fevr", "fev"), ("mars",), ("avril", "avr"), ("mai",), ("juin",),
            ("juillet", "juil"), ("aout",), ("septembre", "sept"), ("octobre", "oct"), ("novembre", "nov"),
            ("decembre", "dec"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
NUMERIC = r"(?P<d>\d{1,2})\s?[/.\-]\s?(?P<m>\d{1,2})\s?[/.\-]\s?(?P<y>\d{4}|\d{2})(?!\d)"
ISO = r"(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})(?!\d)"
_FIRST = r"\s?\.?(?:e\.?r\.?)?"  # "1er", and "1.e.r" as the BOAMP prints it
WORDS = rf"(?P<wd>\d{{1,2}}){_FIRST}[\s\-]+(?P<wm>{_MONTH})\b\.?[\s\-]+(?P<wy>\d{{4}})"
SPELLED = rf"(?P<sd>{RUN})\s+(?P<sm>{_MONTH})\s+(?P<sy>deux[\s\-]mille(?:[\s\-]+{RUN})?)\b"
DATE = re.compile(rf"(?<!\d)(?=\d)(?:{ISO}|{NUMERIC}|{WORDS})|\b{SPELLED}")
_IN_FIGURES = re.compile(
    rf"(?<!\d)(?=\d)(?:{ISO}|{NUMERIC}|{WORDS}|(?P<sd>(?!))(?P<sm>)(?P<sy>))"
)  # the same, for most pages
YEARLESS = re.compile(rf"(?<!\d)(?P<d>\d{{1,2}}){_FIRST}\s+(?P<m>{_MONTH})(?![a-z])\.?(?!\s*\d{{4}})")
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
# The first day of a period may leave its month and year to the last: « du 1er janvier au 31 décembre 2027 ».
_SHORT = rf"(?P<fd>\d{{1,2}})\s?(?:er)?(?:\s?[/.\-]\s?(?P<fm>\d{{1,2}})|\s+(?P<fw>{_MONTH})\b\.?)?(?:\s+inclus)?"
_TO = re.compile(
    r"[\s,:;]*(?:inclus\w*|(?:a )?\d{1,2} ?h ?(?:\d\d)?)?[\s,]*(?:jusqu'?\s?(?:au|a)|au|et le|et\s+jusqu'?au|a|-)\s*:?\s*(?:le\s+)?"
)
_OPENING = re.compile(
    r"(?:\bdu|\bentre le|\bde|a compter du|a partir du|a effet du|\beffet\s*:?(?: du| le)?|depuis le|\bdebut\s*:?|\bperiode(?: [a-z']+){0,3}\s*:|\bvalidite\s*:|\ble)\s*:?\s*$"
)
_SHORT_START = re.compile(rf"\b(?:du|entre le)\s+{_SHORT}\s+(?:au|et le|jusqu'?au)\s+$")
_MISREAD = re.compile(r"(?<![\w/.])[\doil|]{1,2}([/.])[\doil|]{1,2}\1[\doil|]{4}(?!\w)")
_DIGITS = str.maketrans("oil|", "0111")


def day_of(found: re.Match[str]) -> date | None:
    """The day of a match of DATE, or None when no such day exists."""
    if found["iy"]:
        parts = int(found["iy"]), int(found["im"]), int(found["id"])
    elif found["wd"]:
        parts = int(found["wy"]), MONTHS[found["wm"]], int(found["wd"])
    elif found["sd"]:
        year, day = (number_of(re.split(r"[\s\-]+", found[name])) or 0 for name in ("sy", "sd"))
        parts = year, MONTHS[found["sm"]], day
    else:
        year = int(found["y"])
        parts = year + 2000 if year < 100 else year, int(found["m"]), int(found["d"])
    return _day(*parts)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1950 <= year <= 2100 else None
    except ValueError:
        return None


def plain_of(text: str) -> str:
    """The folded text, letter for letter, in which a scan's letters inside a numeric date are digits again."""
    return _MISREAD.sub(lambda found: found[0].translate(_DIGITS), fold_keeping_length(text))


def _found(plain: str) -> Iterator[re.Match[str]]:
    """Matches of DATE; years in words are looked for only where « mille » stands, for that takes long."""
    return (DATE if "mille" in plain else _IN_FIGURES).finditer(plain)


def dates(text: str) -> Iterator[tuple[date, int, int]]:
    """Every day written in a text, with the positions where it begins and ends."""
    for found in _found(plain_of(text)):
        day = day_of(found)
        if day is not None:
            yield day, found.start(), found.end()


def periods(text: str) -> Iterator[tuple[date, date, int, int]]:
    """Every « du … au … » of a text whose first day comes before its last, with the positions where it begins and ends."""
    plain = plain_of(text)
    found = [(one, day) for one in _found(plain) if (day := day_of(one))]
    for index, (one, last) in enumerate(found):
        before = plain[max(0, one.start() - 60) : one.start()]
        if short := _SHORT_START.search(before):
            month = int(short["fm"]) if short["fm"] else MONTHS[short["fw"]] if short["fw"] else last.month
            first = _day(last.year, month, int(short["fd"]))
            if first and first < last:
                yield first, last, one.start() - len(before) + short.start(), one.end()
        elif index and _TO.fullmatch(plain[found[index - 1][0].end() : one.start()]):
            start = found[index - 1][0].start()
            first = found[index - 1][1]
            if first < last and _OPENING.search(plain[max(0, start - 24) : start]):
                yield first, last, start, one.end()
