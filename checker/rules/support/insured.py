"""What a décennale covers: activities, and the cost of the sites it admits."""

from __future__ import annotations

import re
from decimal import Decimal

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.folding import fold
from checker.pipes.amounts import AMOUNT, value_of
from checker.rules.model import Dossier
from checker.rules.support.reading import facts
from checker.rules.support.texts import pages_of, said
from checker.rules.support.trades import trades

_STARTS = re.compile(
    r"activites?[^\n:]{0,80}(suivantes?|garanties?|declarees?|assurees?|exercees?)|activites? (professionnelles?|garanties?)"
)
_STOPS = re.compile(
    r"france metropolitaine|montant d|cout global|opérations? dont|operations dont|nature de la garantie|duree|fait a|travaux de technique courante"
)
_CEILING = r"(n'exced\w+|inferieur\w*|ne depass\w+|limite\w*|jusqu'a)[^.\n]{0,60}?\d[^.\n]*"
MOST_LINES = 25


def works(dossier: Dossier) -> tuple[frozenset[str], str, Evidence | None]:
    """The building trades of the lots bid on, else of the object; their title and its place."""
    lots = [lot for lot in dossier.consultation.lots if lot.number in dossier.lots]
    if lots:
        title = " ; ".join(lot.title for lot in lots)
        return trades(title, "lot"), title, lots[0].evidence
    found = dossier.consultation.object
    if found is None or dossier.consultation.lots:
        return frozenset(), "", None
    return trades(str(found.value), "lot"), str(found.value), found.evidence


def activities(file: ReadFile) -> tuple[frozenset[str], Evidence | None]:
    """The trades an attestation covers, from the facts or from the lines that follow « activités suivantes »."""
    for fact in facts(file, "decennale", "insured_activities"):
        words = " ; ".join(map(str, fact.value)) if isinstance(fact.value, list | tuple) else str(fact.value)
        if covered := trades(words, "activity"):
            return covered, fact.evidence
    for page in pages_of(file, "decennale"):
        lines = page.text.splitlines()
        for number, line in enumerate(lines):
            if not _STARTS.search(fold(line)):
                continue
            listed = [line]
            for after in lines[number + 1 : number + MOST_LINES]:
                if _STOPS.search(fold(after)):
                    break
                listed.append(after)
            if covered := trades(" ".join(listed), "activity"):
                return covered, Evidence(file.name, page.number, " ".join(" ".join(listed).split())[:300])
    return frozenset(), None


def site_ceiling(file: ReadFile) -> tuple[Decimal, Evidence] | None:
    """The cost of site that the attestation admits at most, or None."""
    for evidence, match in said(file, _CEILING, "decennale"):
        amounts = [value_of(m) for m in AMOUNT.finditer(match.group()) if m["unit"]]
        near = fold(evidence.quote)
        if amounts and re.search(r"cout|operation|chantier|travaux", near) and "garantie" not in near:
            return max(amounts), evidence
    return None
