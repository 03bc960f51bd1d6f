"""Whether a requirement is covered by the files: found, missing, not_needed_now or to_check."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from checker.consultation.model import Requirement
from checker.facts.model import ReadFile
from checker.rules.model import ChecklistLine, Dossier
from checker.rules.support.reading import fold, holders

_UNKNOWN = frozenset({"inconnu", "autre"})


@cache
def table(name: str) -> Any:
    """One table of coverage.yaml."""
    return yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))[name]


def _perhaps(dossier: Dossier, requirement: Requirement) -> list[ReadFile]:
    """The files that may hold the document under another name."""
    hosts = table("perhaps_in").get(requirement.kind, {})
    words, found = {word for word in fold(requirement.label).split() if len(word) > 4}, []
    for file in dossier.files:
        text = fold(file.name + " " + file.document.text)
        inside = any(kind in file.kinds and re.search(pattern, text) for kind, pattern in hosts.items())
        stranger = file.kinds <= _UNKNOWN
        namesake = words and sum(word in text[:600] for word in words) * 2 >= len(words)
        if inside or (stranger and (namesake or not file.document.readable)):
            found.append(file)
    return found


def line_of(dossier: Dossier, pile: str, requirement: Requirement) -> ChecklistLine:
    """The line of the checklist for one requirement."""
    lots, kind = requirement.lots, requirement.kind
    kinds = {kind, *requirement.alternative_to, *table("covered_by").get(kind, ())} - _UNKNOWN
    files = [file.name for file in holders(dossier, kinds)]
    other_lot = bool(lots and dossier.lots and not set(lots) & set(dossier.lots))
    if files:
        return ChecklistLine(requirement, pile, "found", tuple(files))
    later = pile == "attribution" or requirement.obligation == "optional"
    if later or other_lot or kind in table("held_by_administration"):
        return ChecklistLine(requirement, pile, "not_needed_now")
    perhaps = [file.name for file in _perhaps(dossier, requirement)]
    vague = kind in table("situational") or kind in table("buyer_documents") or requirement.confidence < 0.5
    if perhaps or vague or requirement.obligation == "if_applicable":
        return ChecklistLine(requirement, pile, "to_check", tuple(perhaps))
    return ChecklistLine(requirement, pile, "missing")


def lines(dossier: Dossier, piles: Iterable[str] = ("candidature", "offre", "attribution")) -> list[ChecklistLine]:
    """The checklist."""
    return [line_of(dossier, pile, item) for pile, item in dossier.consultation.requirements() if pile in set(piles)]
