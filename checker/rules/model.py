"""What a rule receives and returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from checker.consultation.model import Consultation, Requirement
from checker.evidence import Evidence
from checker.facts.model import ReadFile


class Outcome(StrEnum):
    """What came of examining one claim. Inconclusive is not failed."""

    CONFORME = "conforme"
    NON_CONFORME = "non_conforme"
    INDECIDABLE = "indecidable"
    SANS_OBJET = "sans_objet"


class Severity(StrEnum):
    """The legal consequence, not the mood."""

    BLOQUANT = "bloquant"
    A_CORRIGER = "a_corriger"
    CONSEIL = "conseil"


@dataclass(frozen=True, slots=True)
class Firm:
    """The firm that bids, as far as it is known."""

    siret: str | None = None
    siren: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from, and the day someone last read it again (None: nobody has)."""

    ref: str
    href: str | None = None
    checked: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of one rule."""

    rule: str
    outcome: Outcome
    severity: Severity
    message: str
    source: Source
    about: str | None = None
    file: str | None = None
    lot: str | None = None
    found: str | None = None
    expected: str | None = None
    how_to_mend: str | None = None
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A requirement and where it was found: status is found, missing, not_needed_now or to_check."""

    requirement: Requirement
    pile: str
    status: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything a rule may look at. `day` is naive local time of Europe/Paris."""

    consultation: Consultation
    files: tuple[ReadFile, ...]
    day: datetime
    lots: tuple[str, ...] = ()
    firm: Firm = Firm()


@dataclass(frozen=True, slots=True)
class Report:
    """The report in reading order: checklist and findings."""

    dossier: Dossier
    checklist: tuple[ChecklistLine, ...]
    findings: tuple[Finding, ...]
