"""How long a bidder is bound by its bid."""

from __future__ import annotations

import re

from checker.consultation.readers.text import Line, Paper
from checker.evidence import Found
from checker.folding import fold
from checker.pipes.numbers import NUMBER, number_of

_SPAN = rf"(?P<number>{NUMBER})\s*(?:\(\s*(?P<again>{NUMBER})\s*\)\s*)?(?P<unit>jours?|mois|semaines?|ans?\b)"
_ABOUT = re.compile(
    r"(?:validite|maintien)[^.;]{0,40}(?:des? |de (?:l.|leurs? |son )|d.une )?(?:offres?|propositions?|soumissions?|plis?|engagements?|prix)\b"
    r"|(?:offres?|propositions?|soumissions?)[^.;]{0,40}(?:valables?|valides?\b|valide pendant)|(?:tenus?|lies?|engages?|engagee?s?) (?:par|de maintenir|a maintenir)[^.;]{0,30}(?:offres?|propositions?)"
    r"|^\W*[\divx.\-– ]*(?:delai|duree) d.engagement[^.:]{0,40}:|^\W*[\divx.\-– ]*(?:delai|duree|periode) de validite\s*(?::|est d)"
    r"|(?:restent?|demeurent?|restez|demeurez) (?:engage|lie|tenu)\w*[^.;]{0,60}(?:offres?|propositions?)\b"
    r"|(?:offres?|propositions?)[^.;]{0,15} maintenu(?:e?s?)\b|(?:offres?|propositions?)[^.;]{0,20} (?:vous |le |la |les |nous )?engage\w*\b|mainten\w+[^.;]{0,30}(?:offres?|propositions?)|(?:engagement|offre)[^.;]{0,60}\b(?:me |nous )?lie\b"
)
_NOT = re.compile(
    r"attestation|certificat|garantie|caution|assurance|carte|agrement|marche est conclu|precision|d.execution des travaux"
)
_SPAN_AFTER = re.compile(_SPAN)
_HEADING = re.compile(
    r"validite (?:des|de l|de leurs?|de son)\W*(?:offres?|propositions?|soumissions?|plis?)"
    r"|^\W*(?:article )?(?:\d{1,2}(?:er)?|[a-h]\b|[ivx]{1,5}\b)?[\d.\-:) ]*(?:la )?(?:(?:duree|delai|periode) )?(?:de )?validite\W*$"
    r"|(?:duree|delai|periode)[^.:]{0,70}(?:engage|engagement|mainten|maintien)\w*[^.:]{0,30}$"
)
_IN_DAYS = re.compile(rf"(?:\b(?:soit|c'est-a-dire)\W+|\(\s*(?:soit )?)({NUMBER})\s*(?:\(\d+\)\s*)?jours")
_MATTERS = re.compile(r"valid|offre|proposition|engag|maintien")


def _in(line: Line, start: int, end: int) -> Found | None:
    sentence = line.plain[start:end]
    about = _ABOUT.search(sentence)
    if about is None or _NOT.search(sentence[: about.start() + 30]):
        return None
    return _found(line, _SPAN_AFTER.search(sentence, about.start()), start, end)


def _found(line: Line, span: re.Match[str] | None, start: int, end: int) -> Found | None:
    if span is None:
        return None
    number = number_of(span["again"] or span["number"])
    if not number:
        return None
    unit = {"j": "jours", "m": "mois", "s": "semaines", "a": "ans"}[span["unit"][0]]
    return Found(f"{number} {unit}", line.evidence(start, end), 0.95)


def read_offer_validity(paper: Paper) -> Found | None:
    """The span with its own unit: « 120 jours », « 4 mois »; None when the document is silent."""
    for line in paper.lines:
        if not _MATTERS.search(line.plain):
            continue
        for start, end in line.sentences():
            if found := _in(line, start, end):
                return found
        if _HEADING.search(line.plain) and len(line.plain) < 90:
            for after in paper.after(line, 2):
                start, end = next(after.sentences())
                if not _NOT.search(after.plain[:80]) and (
                    found := _found(after, _SPAN_AFTER.search(after.plain[:end]), start, end)
                ):
                    return found
    return None


def in_days(found: Found | None) -> Found | None:
    """The same in days, only where the buyer counts in days or weeks, or says « soit 120 jours »: months have no fixed length."""
    if found is None:
        return None
    number, unit = str(found.value).split()
    length = {"jours": 1, "semaines": 7}.get(unit)
    if length is None and (said := _IN_DAYS.search(fold(found.evidence.quote))):
        number, length = str(number_of(said[1])), 1
    return Found(int(number) * length, found.evidence, found.confidence) if length else None


def agree(one: str, other: str) -> bool:
    """Whether two spans such as « 6 mois » and « 180 jours » mean the same: a month has 30 or 31 days."""
    (least, most), (low, high) = _days(one), _days(other)
    return least <= high and low <= most


def _days(span: str) -> tuple[int, int]:
    """The fewest and the most days of a span."""
    number, unit = span.split()
    short, long = {"jours": (1, 1), "semaines": (7, 7), "mois": (30, 31), "ans": (360, 366)}[unit]
    return int(number) * short, int(number) * long
