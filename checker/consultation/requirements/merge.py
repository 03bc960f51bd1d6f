"""Joins what several passages ask: one requirement for each document, the first wording kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from checker.consultation.model import Requirement
from checker.consultation.requirements.attributes import CONDITIONAL, OPTIONAL, REQUIRED
from checker.consultation.requirements.vocabulary import OTHER, wordings
from checker.folding import fold
from checker.kinds import label

_RANK = {REQUIRED: 0, CONDITIONAL: 1, OPTIONAL: 2}
_FORMS = ("dc1", "dc2")
MEMOIRE = "memoire_technique"
_NOTE = re.compile(
    r"\W*(?:l.|une? |la |les )?(?:courte |breve )?(?:note|notice)s?\b(?!.*(?:securite|hygiene|dechet|confidential|insertion))"
)
# of two documents in place of one another, the one that firms have: (usual, rare)
_USUAL = (("rc_pro", "attestation_bancaire"),)


def merged(asked: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """The requirements of one pile, each once, in the order of the documents."""
    kept: list[Requirement] = []
    for item in asked:
        twin = next((place for place, other in enumerate(kept) if _same(other, item)), None)
        if twin is None:
            kept.append(item)
        else:
            kept[twin] = _joined(kept[twin], item)
    return tuple(_european(_swapped(kept)))


def with_memoire(items: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    """The pieces of an offer: where no mémoire nor frame of reply is asked, the one note of no known kind stands for it."""
    kinds = {item.kind for item in items}
    notes = [item for item in items if item.kind == OTHER and _NOTE.match(fold(item.as_worded))]
    if len(notes) != 1 or kinds & {MEMOIRE, "cadre_reponse"}:
        return items
    made = replace(notes[0], kind=MEMOIRE, label=label(MEMOIRE))
    return tuple(made if item is notes[0] else item for item in items)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]{4,}", fold(text)))


def _same(first: Requirement, second: Requirement) -> bool:
    """Whether two requirements ask one document."""
    if first.kind != second.kind:
        return False
    many = first.kind == OTHER or wordings()[first.kind].many
    if not many:
        return first.lots == second.lots or None in (first.lots, second.lots)
    if first.evidence.file != second.evidence.file and first.kind != OTHER:
        return True
    one, two = _words(first.as_worded), _words(second.as_worded)
    return len(one & two) >= 0.6 * max(1, min(len(one), len(two)))


def _joined(first: Requirement, second: Requirement) -> Requirement:
    """The stricter duty, the first wording unless only the second demands; what one leaves unsaid the other may say."""
    rank = _RANK[second.obligation] - _RANK[first.obligation]
    surer = second.confidence > first.confidence and second.evidence.file == first.evidence.file
    lead, other = (second, first) if rank < 0 or (rank == 0 and surer) else (first, second)
    kinds = {lead.kind}
    return replace(
        lead,
        alternative_to=tuple(
            dict.fromkeys(kind for kind in (*lead.alternative_to, *other.alternative_to) if kind not in kinds)
        ),
        format=lead.format or other.format,
        signed=lead.signed if lead.signed is not None else other.signed,
        years=lead.years or other.years,
        model_provided=lead.model_provided or other.model_provided,
        confidence=max(lead.confidence, other.confidence),
    )


def _swapped(items: list[Requirement]) -> list[Requirement]:
    """Alternatives point to one another; the usual one is the one demanded."""
    made = list(items)
    kinds = {item.kind: place for place, item in enumerate(made)}
    for item in items:
        for other in item.alternative_to:
            if other in kinds and item.kind not in made[kinds[other]].alternative_to:
                twin = made[kinds[other]]
                made[kinds[other]] = replace(twin, alternative_to=(*twin.alternative_to, item.kind))
    for usual, rare in _USUAL:
        if usual in kinds and rare in kinds and rare in made[kinds[usual]].alternative_to:
            first, second = made[kinds[usual]], made[kinds[rare]]
            if first.obligation != REQUIRED and second.obligation == REQUIRED:
                made[kinds[usual]] = replace(first, obligation=REQUIRED, condition=None)
                made[kinds[rare]] = replace(second, obligation=OPTIONAL)
    return made


def _european(items: list[Requirement]) -> list[Requirement]:
    """The DUME stands in place of the forms that are asked beside it."""
    forms = tuple(item.kind for item in items if item.kind in (*_FORMS, "declaration_honneur"))
    if not forms:
        return items
    return [
        replace(item, obligation=OPTIONAL, alternative_to=tuple(dict.fromkeys(forms))) if item.kind == "dume" else item
        for item in items
    ]
