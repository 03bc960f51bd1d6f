"""What the words around a document say of it: duty, condition, signature, format, years, model, lots."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from checker.consultation.requirements.asked import Asked
from checker.consultation.requirements.texts import Passage, plain, without_parentheses
from checker.consultation.requirements.vocabulary import signal, wordings

REQUIRED, OPTIONAL, CONDITIONAL = "required", "optional", "if_applicable"
_NUMBERS = {"un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "dix": 10}
_BEFORE = re.compile(r"(le cas échéant|s'il y a lieu|éventuellement),? (?:l[’']|la |le |les |une? |des )?$", re.I)
_IF_DUE = re.compile(r"^le cas echeant\b|\ble cas echeant\W*$|\(le cas echeant")
_INSIDE = {
    "dc2": "dans le DC2",
    "memoire_technique": "dans le mémoire technique",
    "cadre_reponse": "dans le cadre de réponse",
}


@dataclass(frozen=True, slots=True)
class Duty:
    """The qualities of a requirement, as the JSON contract names them."""

    obligation: str = REQUIRED
    condition: str | None = None
    format: str | None = None
    signed: bool | None = None
    years: int | None = None
    model_provided: bool | None = None
    lots: tuple[str, ...] | None = None


def duty(asked: Asked, sentence: Passage | None = None) -> Duty:
    """The qualities of an asked document from its own words, and from its sentence when it is in one."""
    words = asked.words
    around = sentence or words
    found = replace(_qualities(words.low), lots=lots_of(around.low))
    condition = condition_of(words) or (opening_condition(around) if sentence else None)
    condition = condition or _just_before(words, sentence)
    if _free(around.low[around.low.rfind(": ", 0, max(0, around.text.find(words.text))) + 1 :], sentence is not None):
        return replace(found, obligation=OPTIONAL, condition=condition)
    if asked.inside:
        return replace(
            found, obligation=CONDITIONAL, condition=_INSIDE.get(asked.inside, "dans le document qui précède")
        )
    if asked.attached and asked.kind == "attestation_bonne_execution":
        return replace(found, obligation=CONDITIONAL, condition="jointes aux références")
    condition = condition or wordings()[asked.kind].when if asked.kind in wordings() else condition
    if condition:
        return replace(found, obligation=CONDITIONAL, condition=condition)
    return replace(found, obligation=OPTIONAL) if asked.instead_of else found


def _free(low: str, in_sentence: bool) -> bool:
    """Whether the words leave the candidate free; in an item « peut » speaks of the document's content."""
    if in_sentence:
        return bool(signal("optional").search(without_parentheses(low)))
    return bool(signal("left_free").search(plain(low)))


def _just_before(words: Passage, sentence: Passage | None) -> str | None:
    """« le cas échéant » said just before the document in its sentence."""
    before = sentence.text[: max(0, sentence.text.find(words.text))] if sentence else ""
    found = _BEFORE.search(before)
    return found[1] if found else None


def opening_condition(sentence: Passage) -> str | None:
    """The condition that opens a sentence and governs all it asks."""
    found = signal("condition").match(sentence.low) or re.match(r".{0,90}dans ce cas", sentence.low)
    return condition_of(sentence.part(0, found.end())) if found else None


def condition_of(words: Passage) -> str | None:
    """The verbatim condition on which the document is due."""
    low = plain(words.low)
    for found in signal("condition").finditer(low):
        clause = found[0]
        if clause.startswith("le cas echeant"):
            if not _IF_DUE.search(low):
                continue
        elif (
            signal("no_condition").search(clause)
            or ("groupement" in clause and "chaque membre" in low)
            or re.match(r"(?:uniquement )?pour \w+ lots?\b", clause)
            or (clause.startswith("eventuel") and 15 < found.start() < len(low) - len(clause) - 3)
        ):
            continue
        return words.text[found.start() : found.end()].strip(" ,;.()")
    if re.search(r"\b(?:du|des|de chaque|de son|par|pour chaque|pour les) sous-? ?traitants?\b", words.low):
        return "en cas de sous-traitance"
    return None


def _qualities(low: str) -> Duty:
    signed = (
        False
        if signal("attributes.signed_not").search(low)
        else True
        if re.search(r"\bsigne(?:e|s|es)?\b", low)
        else None
    )
    kind = "xlsx" if signal("attributes.sheet").search(low) else "pdf" if signal("attributes.pdf").search(low) else None
    if kind is None and signal("attributes.word").search(low):
        kind = "docx"
    model = True if signal("attributes.model").search(low) else None
    return Duty(signed=signed, format=kind, years=years_of(low), model_provided=model)


def years_of(low: str) -> int | None:
    """« des trois derniers exercices » → 3; the largest number of years said."""
    found = [
        int(_NUMBERS.get(text, text))
        for one in signal("attributes.years").finditer(low)
        for text in re.findall(r"\b(?:\d|un|deux|trois|quatre|cinq|dix)\b", one[0])
    ]
    return max(found, default=None)


def lots_of(low: str) -> tuple[str, ...] | None:
    """The lots a document is asked for: « pour les lots 1 et 2 », « lot n° 3 : »."""
    found = re.search(
        r"(?:^|\bpour (?:le|les) |\b(?:uniquement|seulement)[^.;]{0,12}|\(|\bconcernant (?:le|les) )"
        + signal("attributes.lots").pattern,
        low,
    )
    return tuple(dict.fromkeys(re.findall(r"\d{1,2}", found[1]))) if found else None
