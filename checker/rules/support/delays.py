"""Delays in French words, counted in days: what the buyer admits at most, what the firm proposes, how long an offer holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.evidence import Evidence, Found
from checker.facts.model import ReadFile
from checker.folding import fold
from checker.rules.model import Dossier
from checker.rules.support.texts import asked, said

DAYS = {"heure": 1 / 24, "jour": 1.0, "semaine": 7.0, "mois": 31.0, "an": 366.0}
_LENGTH = r"(?P<n>\d{1,3})\s*(?:\([^)]{1,25}\)\s*)?(?P<unit>heures?|jours?|semaines?|mois|ans?)\b"
_MOST = re.compile(
    rf"delai[^.]{{0,90}}(?:maxim\w+|plafond|exceder|depasser|superieur)[^.]{{0,45}}?{_LENGTH}"
    rf"|delai[^.]{{0,60}}?{_LENGTH.replace('<n>', '<n2>').replace('<unit>', '<unit2>')}[^.]{{0,20}}maxim"
    rf"|delai[^.;]{{0,60}}?{_LENGTH.replace('<n>', '<n3>').replace('<unit>', '<unit3>')}"
    r"[^.]{0,60}ne (?:peut|pourra|doit|devra|saurait)[^.]{0,20}(?:depass|exced|prolong)"
)
_PROPOSED = rf"delai[^\n:]{{0,60}}[:\t][^\n\d]{{0,25}}{_LENGTH}"
_VALID = (
    rf"(?:valid\w+|valable|li[eé]e?s? par|maint\w+)[^.\n\d]{{0,80}}{_LENGTH}|{_LENGTH.replace('<n>', '<n2>').replace('<unit>', '<unit2>')}"
    r"[^.\n]{0,40}validite"
)
_OVERALL = (
    r"(?:delai (?:global|total|contractuel|d'execution|propose)|duree (?:totale|globale|des travaux|d'execution|du chantier)|"
    rf"delai de realisation)[^.\n\d]{{0,60}}?{_LENGTH}"
)
_PARTS = re.compile(r"phase|tranche|zone|lot\b|etape|preparation|commande|intervention|livraison|par ")
_NOT_WORKS = re.compile(
    r"paiement|questions?|renseignement|reclamation|recours|attribution|production|validite|reponse a"
)


@dataclass(frozen=True, slots=True)
class Delay:
    """A delay as written, in days; `family` keeps hours of intervention apart from durations of works."""

    text: str
    days: float
    evidence: Evidence

    @property
    def family(self) -> str:
        """hours or days."""
        return "hours" if "heure" in self.text else "days"


def _made(found: re.Match[str], evidence: Evidence) -> Delay:
    groups = {name: value for name, value in found.groupdict().items() if value}
    count, unit = (next(value for name, value in groups.items() if name.startswith(key)) for key in ("n", "unit"))
    days = next(value for name, value in DAYS.items() if unit.startswith(name))
    return Delay(f"{count} {unit}", int(count) * days, evidence)


def longest_asked(dossier: Dossier) -> list[Delay]:
    """The longest delays of execution that the buyer's documents admit."""
    found = []
    for block, match in asked(dossier, _MOST.pattern, "rc", "ccap", "acte_engagement", "cctp"):
        if not _NOT_WORKS.search(fold(match.group())):
            found.append(_made(match, block.evidence()))
    return found


def proposed(file: ReadFile) -> Iterator[Delay]:
    """The delays that the acte d'engagement proposes."""
    for evidence, match in said(file, _PROPOSED, "acte_engagement"):
        if not _NOT_WORKS.search(fold(match.group())):
            yield _made(match, evidence)


def overall(file: ReadFile) -> Iterator[Delay]:
    """The whole delay of execution that a memo or a planning announces; those of phases and tasks are left out."""
    for evidence, match in said(file, _OVERALL):
        if not _PARTS.search(fold(match.group())) and not _NOT_WORKS.search(fold(match.group())):
            yield _made(match, evidence)


def asked_validity(dossier: Dossier) -> tuple[Found | None, float, str]:
    """How long the buyer wants the offer to hold: the passage, in days (0: unread), as written."""
    days, written = dossier.consultation.offer_validity_days, dossier.consultation.offer_validity
    if days and str(days.value).isdigit():
        return days, int(str(days.value)), f"{days.value} jours"
    found = re.search(_LENGTH, fold(str(written.value))) if written else None
    if written is None or found is None:
        return None, 0, ""
    delay = _made(found, written.evidence)
    months = "mois" in delay.text  # a month is thirty days here: « 180 jours » answers « six mois »
    return written, int(found["n"]) * 30 if months else delay.days, delay.text


def validity(file: ReadFile) -> Iterator[Delay]:
    """How long the firm says its offer holds."""
    for evidence, match in said(file, _VALID, file.kind):
        if re.search(r"offre|engagement|prix|devis", fold(evidence.quote)):
            yield _made(match, evidence)
