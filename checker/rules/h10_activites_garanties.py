"""Au moins une activité garantie par l'attestation décennale correspond au lot ou à l'objet du marché.

Sans objet si aucune décennale n'est jointe, ou si l'objet n'est pas un corps d'état du bâtiment.

Indécidable si les activités garanties n'ont pas été reconnues : les libellés des assureurs varient.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.insured import activities, works
from checker.rules.support.reading import faint, holders
from procurement.law import LawAtDay

RULE = Rule(
    code="H10",
    family="attestations",
    severity=Severity.BLOQUANT,
    title="La décennale couvre l'activité du lot",
    source="arrêté 05/01/2016",
    status="v [S14]",
    how_to_mend="Faites étendre votre contrat avant de vous engager.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files, seen = holders(dossier, ("decennale",)), False
    needed, title, place = works(dossier)
    for file in files if needed else ():
        seen = True
        covered, evidence = activities(file)
        words: dict[str, object] = {"about": "decennale", "file": file.name, "expected": title}
        words |= {
            "evidence": tuple(one for one in (evidence, place) if one),
            "found": ", ".join(sorted(covered)) or None,
        }
        if covered & needed:
            yield RULE.holds(f"{file.name} couvre : {', '.join(sorted(covered & needed))}.", **words)
        elif not covered or (evidence and faint(file, evidence.page)) or len(dossier.lots) > 1:
            yield RULE.unsure(f"Vérifiez que {file.name} couvre l'activité « {title} ».", **words)
        else:
            text = f"{file.name} garantit {words['found']} : aucune activité ne correspond à « {title} »."
            yield RULE.fails(text, **words)
    if not seen:
        yield RULE.moot("Pas de décennale à comparer à un corps d'état.")
