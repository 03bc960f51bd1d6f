"""Sentences on the DUME, which stands in place of the forms DC1 and DC2."""

from __future__ import annotations

import re

from checker.consultation.requirements.asked import Asked, demanded, listed
from checker.consultation.requirements.attributes import OPTIONAL, REQUIRED, Duty, duty
from checker.consultation.requirements.made import Result, made
from checker.consultation.requirements.texts import Passage
from checker.consultation.requirements.vocabulary import Mention, mentions, signal
from checker.consultation.requirements.zones import CANDIDATURE

_NAMED = re.compile(r"\b(?:e-?)?dume\b|document unique de marche")
_EITHER = re.compile(r"\b(?:ou|soit)\b")
_BEGINS = re.compile(r"[.;:] | - ")
FORMS = ("dc1", "dc2")


def european(part: Passage, pile: str | None) -> list[Result] | None:
    """What a sentence on the DUME asks: the DUME as a choice, the forms beside it, other documents it names.

    None when the sentence is not about the DUME or demands it like any document; empty when it refuses it.
    """
    if not _NAMED.search(part.low):
        return None
    if signal("dume.refused").search(part.low):
        return []
    named = mentions(part.low)
    dume = next((one for one in named if one.kind == "dume"), None)
    forms = [one for one in named if one.kind in FORMS]
    free = bool(signal("optional").search(part.low))
    if dume is None or not (free or signal("dume.in_place").search(part.low) or (forms and _EITHER.search(part.low))):
        return None
    near = _near(part, [dume, *forms])
    results = [made(Asked("dume", near), Duty(obligation=OPTIONAL), CANDIDATURE, 0.9)]
    if not signal("dume.replaced").search(part.low):
        chosen = OPTIONAL if free else REQUIRED
        for kind in dict.fromkeys(one.kind for one in forms):
            results.append(made(Asked(kind, near, "dume"), Duty(obligation=chosen), CANDIDATURE, 0.85))
    others = [one for one in listed(part, False) or demanded(part) if one.kind not in ("dume", *FORMS)]
    return results + [made(one, duty(one), pile or CANDIDATURE, 0.85) for one in others]


def _near(part: Passage, named: list[Mention]) -> Passage:
    """The words around the DUME and the forms, without what comes long before."""
    first = min(one.start for one in named)
    begins = [one.end() for one in _BEGINS.finditer(part.low[:first])]
    return part.part(begins[-1] if begins else 0)
