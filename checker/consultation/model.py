"""What a buyer asks: the object `tremplin.consultation/1` of docs/formats.md, before it becomes JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from checker.evidence import Evidence, Found


@dataclass(frozen=True, slots=True)
class Requirement:
    """A document the buyer asks for: `D` of docs/formats.md. `obligation` is required, optional or if_applicable."""

    kind: str
    as_worded: str
    label: str
    obligation: str
    evidence: Evidence
    confidence: float
    condition: str | None = None
    alternative_to: tuple[str, ...] = ()
    lots: tuple[str, ...] | None = None
    format: str | None = None
    signed: bool | None = None
    years: int | None = None
    model_provided: bool | None = None


@dataclass(frozen=True, slots=True)
class ConsultationLot:
    """A lot as the consultation names it."""

    number: str
    title: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class AskedCriterion:
    """An award criterion; `sub` are its sub-criteria with their weights."""

    name: str
    weight: float | None
    unit: str
    evidence: Evidence
    lot: str | None = None
    sub: tuple[AskedCriterion, ...] = ()


@dataclass(frozen=True, slots=True)
class Insertion:
    """The social-clause hours: `present` False when the documents say there is none (with the quote)."""

    present: bool
    evidence: Evidence
    hours: float | None = None
    per_lot: dict[str, float] | None = None
    per: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class ConsultationFile:
    """A file of the buyer, as recognised."""

    name: str
    sha256: str
    kind: str
    pages: int
    readable: bool


@dataclass(frozen=True, slots=True)
class Consultation:
    """Everything the buyer's documents say. A `Found` that is None means: the documents are silent."""

    files: tuple[ConsultationFile, ...] = ()
    buyer: Found | None = None
    object: Found | None = None
    reference: Found | None = None
    procedure: Found | None = None
    deadline: Found | None = None  # value: local ISO minute "2026-07-15T12:00"
    deadline_zone: str = "Europe/Paris"
    lots: tuple[ConsultationLot, ...] = ()
    candidature_documents: tuple[Requirement, ...] = ()
    offer_documents: tuple[Requirement, ...] = ()
    award_documents: tuple[Requirement, ...] = ()
    criteria: tuple[AskedCriterion, ...] = ()
    offer_validity_days: Found | None = None
    offer_validity: Found | None = None
    signature_required: Found | None = None  # at_submission | at_award | none
    variants_allowed: Found | None = None
    site_visit_mandatory: Found | None = None
    dume_accepted: Found | None = None
    page_limit: Found | None = None
    allowed_formats: Found | None = None  # value: list of extensions, lower case, without dot
    max_file_size_mb: Found | None = None
    minimum_turnover: Found | None = None
    max_lots: Found | None = None
    insertion: Insertion | None = None
    question_deadline: Found | None = None
    platform: Found | None = None
    warnings: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)  # reading aids for rules: not part of the JSON contract

    def requirements(self) -> tuple[tuple[str, Requirement], ...]:
        """All requirements with their pile: candidature, offre or attribution."""
        return (
            *(("candidature", item) for item in self.candidature_documents),
            *(("offre", item) for item in self.offer_documents),
            *(("attribution", item) for item in self.award_documents),
        )
