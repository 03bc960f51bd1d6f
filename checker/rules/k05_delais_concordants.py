"""Le délai d'exécution écrit dans le mémoire ou le planning est celui de l'acte d'engagement.

Sans objet si l'un des deux n'annonce pas de délai d'exécution.

Indécidable si plusieurs délais sont écrits (phases, lots), ou si les unités se comparent mal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.delays import overall, proposed
from checker.rules.support.reading import blurred, holders
from procurement.law import LawAtDay

RULE = Rule(
    code="K05",
    family="memoire",
    severity=Severity.A_CORRIGER,
    title="Le mémoire et l'acte d'engagement annoncent le même délai",
    source="CE 18 oct. 2024 n°474772 ; CAA Toulouse 1er avr. 2025 n°23TL01301",
    status="v [S15] (lemoniteur)",
    how_to_mend="Mettez le même délai dans le mémoire, le planning et l'acte d'engagement.",
    checked=date(2026, 11, 22),
)
CLOSE = 0.12  # « 2 mois » et « 9 semaines » disent le même délai


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    deeds = [one for file in holders(dossier, ("acte_engagement",)) for one in proposed(file) if one.family == "days"]
    seen = False
    for file in holders(dossier, ("memoire_technique", "cadre_reponse", "planning")) if deeds else ():
        told = [one for one in overall(file) if one.family == "days"]
        if not told:
            continue
        seen = True
        words: dict[str, object] = {"about": file.kind, "file": file.name, "lot": file.lot, "found": told[0].text}
        words |= {"expected": deeds[0].text, "evidence": (told[0].evidence, deeds[0].evidence)}
        if any(abs(a.days - b.days) <= CLOSE * max(a.days, b.days) for a in told for b in deeds):
            yield RULE.holds(f"{file.name} et l'acte d'engagement annoncent le même délai.", **words)
        elif len({one.days for one in deeds}) > 1 or len({one.days for one in told}) > 1 or blurred(file):
            yield RULE.unsure(
                f"{file.name} annonce {told[0].text}, l'acte d'engagement {deeds[0].text} : vérifiez.", **words
            )
        else:
            text = f"{file.name} annonce un délai de {told[0].text}, l'acte d'engagement {deeds[0].text}."
            yield RULE.fails(text, **words)
    if not seen:
        yield RULE.moot("Pas de délai d'exécution à comparer.")
