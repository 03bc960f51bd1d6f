"""What the published notice says where the buyer's documents are silent."""

from __future__ import annotations

from typing import Any

from checker.consultation.model import AskedCriterion, ConsultationLot
from checker.consultation.readers.zone import PARIS
from checker.evidence import Evidence, Found
from procurement.models import Notice

SURE = 0.85


def evidence_of(notice: Notice, words: str) -> Evidence:
    """The notice as a document of one page, named by its source and number."""
    return Evidence(f"Avis {notice.id}", 1, words)


def complete_with(found: dict[str, Any], notice: Notice | None, undivided: bool) -> dict[str, Any]:
    """The same fields, those that no document states taken from the notice; `undivided` when the documents say: no lots."""
    if notice is None:
        return found
    stated: dict[str, tuple[Any, str]] = {
        "buyer": (notice.buyer.name, notice.buyer.name),
        "object": (notice.title, notice.title),
        "reference": (notice.reference, notice.reference or ""),
        "procedure": (notice.procedure, notice.procedure or ""),
        "variants_allowed": (
            notice.variants_allowed,
            "Variantes autorisées" if notice.variants_allowed else "Refus des variantes",
        ),
        "platform": (notice.buyer.profile_url, notice.buyer.profile_url or ""),
    }
    made = dict(found)
    for name, (value, words) in stated.items():
        if name not in made and value not in (None, ""):
            made[name] = Found(value, evidence_of(notice, words), SURE)
    if "deadline" not in made and notice.deadline is not None:
        limit = f"{notice.deadline:%Y-%m-%dT%H:%M}"
        made |= {"deadline": Found(limit, evidence_of(notice, limit), SURE), "deadline_zone": PARIS}
    return _lists(made, notice, undivided)


def _lists(made: dict[str, Any], notice: Notice, undivided: bool) -> dict[str, Any]:
    if not made.get("lots") and not undivided and len(notice.lots) > 1:
        made["lots"] = tuple(
            ConsultationLot(lot.number, lot.title, evidence_of(notice, lot.title)) for lot in notice.lots
        )
    if not made.get("criteria"):
        made["criteria"] = tuple(
            AskedCriterion(
                one.name,
                float(one.weight) if one.weight is not None else None,
                one.unit or "rang",
                evidence_of(notice, one.name),
                one.lot,
            )
            for one in notice.criteria
        )
    return made
