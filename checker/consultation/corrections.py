"""What a person corrected in the reading of a consultation, applied over what the program read.

A correction wins over every later reading of the same documents: a person looked at the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from checker import kinds
from checker.consultation.model import Consultation, Requirement
from checker.evidence import Evidence, Found
from checker.folding import fold

PILES = ("candidature_documents", "offer_documents", "award_documents")
TEXTS = ("buyer", "object", "reference", "platform")
CHOICES: dict[str, tuple[str, ...]] = {
    "procedure": ("MAPA", "AOO", "AOR", "PROC_NEGO", "DIALOGUE", "ACCORD_CADRE_SUBSEQUENT", "AUTRE"),
    "signature_required": ("at_submission", "at_award", "none"),
}
BOOLEANS = ("variants_allowed", "site_visit_mandatory", "dume_accepted")
NUMBERS = ("offer_validity_days", "page_limit", "max_lots")
MOMENTS = ("deadline", "question_deadline")
FIELDS = (*TEXTS, *CHOICES, *BOOLEANS, *NUMBERS, *MOMENTS)
OBLIGATIONS = ("required", "optional", "if_applicable")
BY_HAND = "Ajouté à la main par l'équipe d'accompagnement"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. `target` is the name of a field of FIELDS, or a pile of PILES.

    For a field, `value` is its right value, None where the documents are silent. For a pile, `item` names the requirement (see
    `item_key`); `value` None takes it off, else gives its `kind` and `obligation`; an `item` nobody read is added, with `quote`,
    `file` and `page` from the person.
    """

    target: str
    value: Any = None
    item: str | None = None
    file: str = ""
    page: int = 1
    quote: str = ""


def key_of_words(words: str) -> str:
    """The name of a requirement from its words: in plain letters, so that it survives a new reading."""
    return fold(words).strip(" .;:,")[:200]


def item_key(requirement: Requirement) -> str:
    """The name of a requirement."""
    return key_of_words(requirement.as_worded)


def apply(consultation: Consultation, corrections: Iterable[Correction]) -> Consultation:
    """The consultation as corrected; a correction whose target is unknown is left out. The last one on a target wins."""
    for one in corrections:
        if one.target in FIELDS:
            changes: dict[str, Any] = {one.target: _field(consultation, one)}
        elif one.target in PILES and one.item:
            changes = {one.target: _pile(getattr(consultation, one.target), one)}
        else:
            continue
        consultation = replace(consultation, **changes)
    return consultation


def _field(consultation: Consultation, one: Correction) -> Found | None:
    if one.value is None:
        return None
    before: Found | None = getattr(consultation, one.target)
    first = consultation.files[0].name if consultation.files else ""
    read = before.evidence if before else Evidence(one.file or first, one.page, one.quote or BY_HAND)
    return Found(one.value, read if not one.quote else Evidence(one.file or read.file, one.page, one.quote))


def _pile(items: tuple[Requirement, ...], one: Correction) -> tuple[Requirement, ...]:
    if one.value is None:
        return tuple(item for item in items if item_key(item) != one.item)
    kind, obligation = str(one.value["kind"]), str(one.value["obligation"])
    if any(item_key(item) == one.item for item in items):
        return tuple(
            replace(item, kind=kind, label=_label(kind, item.label), obligation=obligation, confidence=1.0)
            if item_key(item) == one.item
            else item
            for item in items
        )
    words = one.quote or kinds.label(kind)
    added = Requirement(kind, words, _label(kind, words), obligation, Evidence(one.file, one.page, words), 1.0)
    return (*items, added)


def _label(kind: str, otherwise: str) -> str:
    return kinds.label(kind) if kind in kinds.catalogue() else otherwise
