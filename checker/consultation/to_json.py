"""The object `tremplin.consultation/1` of docs/formats.md."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from checker.consultation.model import AskedCriterion, Consultation, Insertion, Requirement
from checker.evidence import Found

FIELDS = (
    "offer_validity_days",
    "offer_validity",
    "signature_required",
    "variants_allowed",
    "site_visit_mandatory",
    "dume_accepted",
    "page_limit",
    "allowed_formats",
    "max_file_size_mb",
    "minimum_turnover",
    "max_lots",
)


def _found(found: Found | None) -> dict[str, Any] | None:
    return found.to_json() if found else None


def requirement_to_json(item: Requirement) -> dict[str, Any]:
    """The `D` object of docs/formats.md."""
    return {
        "kind": item.kind,
        "as_worded": item.as_worded,
        "label": item.label,
        "obligation": item.obligation,
        "condition": item.condition,
        "alternative_to": list(item.alternative_to),
        "lots": list(item.lots) if item.lots is not None else None,
        "format": item.format,
        "signed": item.signed,
        "years": item.years,
        "model_provided": item.model_provided,
        "evidence": item.evidence.to_json(),
        "confidence": round(item.confidence, 3),
    }


def _criterion(item: AskedCriterion) -> dict[str, Any]:
    return {
        "name": item.name,
        "weight": item.weight,
        "unit": item.unit,
        "lot": item.lot,
        "sub": [{"name": sub.name, "weight": sub.weight} for sub in item.sub],
        "evidence": item.evidence.to_json(),
    }


def _insertion(item: Insertion | None) -> dict[str, Any] | None:
    if item is None:
        return None
    stated = {"hours": item.hours, "per_lot": item.per_lot, "per": item.per, "rule": item.rule}
    return {"present": item.present, **stated, "evidence": item.evidence.to_json()}


def consultation_to_json(asked: Consultation) -> dict[str, Any]:
    """The whole object, ready for json.dumps."""
    deadline = _found(asked.deadline)
    return {
        "schema": "tremplin.consultation/1",
        "files": [asdict(file) for file in asked.files],
        **{name: _found(getattr(asked, name)) for name in ("buyer", "object", "reference", "procedure")},
        "deadline": {**deadline, "zone": asked.deadline_zone} if deadline else None,
        "lots": [{"number": lot.number, "title": lot.title, "evidence": lot.evidence.to_json()} for lot in asked.lots],
        "candidature_documents": [requirement_to_json(item) for item in asked.candidature_documents],
        "offer_documents": [requirement_to_json(item) for item in asked.offer_documents],
        "award_documents": [requirement_to_json(item) for item in asked.award_documents],
        "criteria": [_criterion(item) for item in asked.criteria],
        **{name: _found(getattr(asked, name)) for name in FIELDS},
        "insertion": _insertion(asked.insertion),
        "question_deadline": _found(asked.question_deadline),
        "platform": _found(asked.platform),
        "warnings": list(asked.warnings),
    }
