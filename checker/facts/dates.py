"""When a file was issued, what situation it describes, until when it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.evidence import Evidence
from checker.facts.model import Fact
from checker.folding import fold_keeping_length
from checker.pipes.dates import DATE, dates, day_of
from checker.reading.document import Page

# Kinds whose dates mean something to a rule.
DATED = {
    "vigilance_urssaf", "attestation_fiscale", "conges_intemperies", "rc_pro", "decennale", "kbis", "attestation_rne",
    "avis_sirene", "qualification_pro", "rge", "retraite_probtp", "certif_systeme", "qualiopi", "attestation_bancaire",
}  # fmt: skip
SITUATION = re.compile(r"(situation|a jour|obligations|cotisations|arretee?s?)[^.]{0,90}?\b(au|a la date du|le)\s*$")
UNTIL = re.compile(r"(valable|validite|valide|echeance|expire|jusqu'?au|fin de validite|au)[^.\n]{0,40}$")
UNTIL_STRICT = re.compile(r"(jusqu'?au|expire le|valable jusqu|date d'echeance|echeance|fin de validite)[^.\n]{0,25}$")
ISSUED = re.compile(
    r"(fait|edite|delivre|emis|etabli|attestation du|date d'edition|date d'emission|paris)[^.\n]{0,45}$"
)
RANGE = re.compile(r"(?:du|entre le)\s+$")


def _evidence(file: str, page: Page, start: int, end: int) -> Evidence:
    first = page.text.rfind("\n", 0, start) + 1
    last = page.text.find("\n", end)
    return Evidence(file, page.number, page.text[first : last if last >= 0 else len(page.text)].strip()[:300])


def date_facts(file: str, kind: str, pages: Sequence[Page]) -> Iterator[Fact]:
    """issue_date, situation_date, valid_from and valid_until of the kinds that carry them."""
    if kind not in DATED:
        return
    for page in pages:
        plain = fold_keeping_length(page.text)
        ranged: set[int] = set()
        for found in DATE.finditer(plain):
            rest = plain[found.end() : found.end() + 40]
            second = DATE.search(rest)
            joined = second and re.fullmatch(r"\s*(?:au|jusqu'?au|et le|a)\s*(?:le)?\s*", rest[: second.start()])
            if RANGE.search(plain[: found.start()][-20:]) and second and joined:
                first, last = day_of(found), day_of(second)
                if first and last and first < last:
                    place = _evidence(file, page, found.start(), found.end() + second.end())
                    yield Fact("valid_from", first.isoformat(), place, 0.9)
                    yield Fact("valid_until", last.isoformat(), place, 0.9)
                    ranged |= {found.start(), found.end() + second.start()}
        for day, start, end in dates(page.text):
            before = plain[max(0, start - 110) : start].replace("\n", " ")
            if start in ranged:
                continue
            name = (
                "valid_until" if UNTIL_STRICT.search(before)
                else "issue_date" if ISSUED.search(before[-60:])
                else "situation_date" if SITUATION.search(before) else None
            )  # fmt: skip
            if name:
                yield Fact(name, day.isoformat(), _evidence(file, page, start, end), 0.85)
