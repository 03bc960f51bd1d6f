"""Facts of a DUME in XML, read by its tags: who answers, to whom, for which consultation, with which turnover and staff."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from checker.evidence import Evidence
from checker.facts.model import Fact
from checker.facts.quote import LONGEST
from checker.pipes import espd
from checker.reading.document import Page
from procurement.identifiers import compact, valid_siren, valid_siret, valid_vat

_TURNOVER = re.compile(r"turnover|chiffre d.affaires|gen-year-to|aver-year-to", re.IGNORECASE)
_SPECIFIC = re.compile(r"specific|domaine|spec-", re.IGNORECASE)
_STREET = {"Street Name": "street", "Postal Zone": "code", "Postbox": "code", "City Name": "city"}
_STAFF = re.compile(r"manpower|effectifs? moyens?", re.IGNORECASE)


def is_espd(kind: str, pages: Sequence[Page]) -> bool:
    """Whether these pages are a DUME in XML."""
    return kind == "dume" and bool(pages) and espd.is_espd(pages[0].text)


def espd_facts(file: str, pages: Sequence[Page]) -> Iterator[Fact]:
    """siret, siren, vat, name, address, reference, buyer, issue_date, turnover and staff; each once."""
    for page in pages:
        lines = page.text.split("\n")
        response, seen = espd.is_response(page.text), set()
        for name, value, line, sure in [*_heading(lines), *_parties(lines), *_capacity(lines)]:
            theirs = name in ("reference", "buyer", "issue_date")
            if name not in seen and (theirs or response):
                seen.add(name)
                yield Fact(name, value, Evidence(file, page.number, line.strip()[:LONGEST]), sure)


def _heading(lines: Sequence[str]) -> Iterator[tuple[str, object, str, float]]:
    for line in lines[:40]:
        key, value = espd.read(line) or ("", "")
        if key == "Contract Folder ID":
            yield "reference", value, line, 0.9
        elif key == "Issue Date" and re.fullmatch(r"\d{4}-\d\d-\d\d", value[:10]):
            yield "issue_date", value[:10], line, 0.9


def _parties(lines: Sequence[str]) -> Iterator[tuple[str, object, str, float]]:
    street: list[tuple[str, str]] = []
    for who, under, key, line in espd.parties(lines):
        value = line.partition(" : ")[2].strip()
        if key == "Name" and under == "Party Name":
            yield ("name" if who == "firm" else "buyer"), value, line, 0.9
        elif who == "firm" and key in ("ID", "Company ID", "Endpoint ID"):
            yield from _identifiers(value, line)
        elif who == "firm" and key in _STREET and len(street) < 3:
            street.append((_STREET[key], value))
        elif who == "firm" and key == "Employee Quantity" and value.isdigit():
            yield "staff", int(value), line, 0.85
    parts = dict(street)
    if len(parts) == 3:
        yield "address", f"{parts['street']}, {parts['code']} {parts['city']}", f"Street Name : {parts['street']}", 0.8


def _identifiers(value: str, line: str) -> Iterator[tuple[str, object, str, float]]:
    number = compact(value)
    if valid_siret(number):
        yield "siret", number, line, 0.95
        yield "siren", number[:9], line, 0.9
    elif valid_siren(number):
        yield "siren", number, line, 0.95
    elif valid_vat(value):
        yield "vat", number, line, 0.9


def _capacity(lines: Sequence[str]) -> Iterator[tuple[str, object, str, float]]:
    """The yearly turnover of the whole activity, and the staff of the last year that the firm gives."""
    for one in espd.criteria(lines):
        words = f"{one.code} {one.name}"
        if _TURNOVER.search(words) and not _SPECIFIC.search(words):
            years: dict[str, Decimal] = {}
            for year, answer in _by_year(one.answers, "Amount"):
                years.setdefault(year, Decimal(answer.value))
            if years:
                yield "turnover", years, next(a.line for a in one.answers if a.kind == "Amount"), 0.85
        elif _STAFF.search(words):
            counted = [(year, answer) for year, answer in _by_year(one.answers, "Quantity")]
            if counted:
                _, last = max(counted, key=lambda pair: pair[0])
                yield "staff", int(Decimal(last.value)), last.line, 0.8


def _by_year(answers: Sequence[espd.Answer], kind: str) -> Iterator[tuple[str, espd.Answer]]:
    """Each number of a kind with the year written before it, in a period or as a number."""
    year = ""
    for answer in answers:
        if answer.kind in ("End Date", "Start Date", "Date", "Numeric") or (
            answer.kind == "Quantity" and re.fullmatch(r"20\d\d", answer.value)
        ):
            found = re.match(r"20\d\d", answer.value)
            year = found[0] if found else year
        elif answer.kind == kind and year and _is_number(answer.value):
            yield year, answer


def _is_number(value: str) -> bool:
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False
