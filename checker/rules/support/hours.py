"""Hours of insertion: those a lot asks, those the firm commits to."""

from __future__ import annotations

import re
from decimal import Decimal

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.rules.model import Dossier
from checker.rules.support.reading import holders
from checker.rules.support.texts import said

_HOURS = re.compile(r"(?<![\d,.])(\d{1,3}(?: \d{3})+|\d{1,6})(?:[.,]\d+)? ?(?:h\b|heures?)")
_COMMIT = (
    r"(s'engage|engagement|reserve\w*|realis\w+|consacr\w+|propos\w+|prevoi\w+|affect\w+|confie\w*|offre)[^.;]{0,140}?"
    r"\d[\d ]*(?:[.,]\d+)? ?(?:h\b|heures?)[^.;]{0,60}(insertion|eloign|difficulte)|"
    r"\d[\d ]* ?(?:h\b|heures?) (?:de travail |de travaux )?d'insertion"
)
_MINIMUM = re.compile(r"minim|exige|prevu par le|impose|au moins|demandee?s? par|ccap|cahier des clauses")


def required(dossier: Dossier) -> dict[str | None, Decimal]:
    """The hours asked for each lot bid on (None: the whole contract); empty when no volume was read."""
    asked = dossier.consultation.insertion
    if asked is None or not asked.present:
        return {}
    if asked.per_lot:
        lots = dossier.lots or tuple(asked.per_lot)
        return {lot: Decimal(str(asked.per_lot[lot])) for lot in lots if asked.per_lot.get(lot)}
    return {None: Decimal(str(asked.hours))} if asked.hours and len(dossier.lots) < 2 else {}


def committed(file: ReadFile) -> list[tuple[Decimal, Evidence]]:
    """The hours a file commits to, sentences that only recall the buyer's minimum left out."""
    found = []
    for evidence, match in said(file, _COMMIT.replace("[^.;]", r"[^.;]")):
        words = " ".join(match.group().split())
        for one in _HOURS.finditer(words):
            before = words[max(0, one.start() - 40) : one.start()]
            if not _MINIMUM.search(before):
                found.append((Decimal(re.sub(r"\D", "", one[1])), evidence))
    return found


def commitments(dossier: Dossier) -> list[ReadFile]:
    """The files that may hold the commitment: the annex first."""
    annexes = holders(dossier, ("engagement_insertion",))
    named = tuple(file for file in dossier.files if "insertion" in file.name.lower() and file not in annexes)
    return [*annexes, *named]
