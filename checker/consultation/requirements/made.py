"""From an asked document to the Requirement of the contract, in its pile."""

from __future__ import annotations

import re

from checker.consultation.model import Requirement
from checker.consultation.requirements.asked import Asked
from checker.consultation.requirements.attributes import Duty
from checker.consultation.requirements.texts import quote
from checker.consultation.requirements.vocabulary import OTHER, wordings
from checker.consultation.requirements.zones import AWARD, CANDIDATURE, CLOSED, OFFER, REPLY
from checker.evidence import Evidence
from checker.kinds import label

Result = tuple[str, Requirement]
LONGEST_LABEL = 90
_NEVER_IN_CANDIDATURE = frozenset(("acte_engagement", "bpu", "dpgf", "dqe"))  # notices mix the two lists


def made(asked: Asked, qualities: Duty, pile: str | None, confidence: float) -> Result:
    """The requirement with its pile; a pile that is not said is the usual one of the kind."""
    if pile in (None, REPLY, CLOSED):
        natural = wordings()[asked.kind].pile if asked.kind != OTHER else OFFER
        pile = CANDIDATURE if natural == AWARD else natural
    if pile == CANDIDATURE and asked.kind in _NEVER_IN_CANDIDATURE:
        pile = OFFER
    words = quote(asked.words.text)
    requirement = Requirement(
        kind=asked.kind,
        as_worded=words,
        label=label(asked.kind) if asked.kind != OTHER else _short(words),
        obligation=qualities.obligation,
        evidence=Evidence(asked.words.file, asked.words.page, words),
        confidence=confidence if asked.kind != OTHER else min(confidence, 0.7),
        condition=qualities.condition,
        alternative_to=(asked.instead_of,) if asked.instead_of else (),
        lots=qualities.lots,
        format=qualities.format,
        signed=qualities.signed,
        years=qualities.years,
        model_provided=qualities.model_provided,
    )
    return str(pile), requirement


def _short(words: str) -> str:
    """A label for a document of no known kind: its first words."""
    first = re.split(r"[(;:,.]", words)[0].strip()
    if len(first) > LONGEST_LABEL:
        first = first[: LONGEST_LABEL - 3].rsplit(" ", 1)[0] + "…"
    return first[:1].upper() + first[1:]
