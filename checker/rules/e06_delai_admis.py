"""Le délai écrit dans l'acte d'engagement ne dépasse pas le délai maximal fixé par les documents de l'acheteur.

Sans objet si l'acheteur ne fixe pas de maximum ou si l'acte d'engagement ne propose pas de délai.

Indécidable si plusieurs délais maximaux sont écrits (lots, phases, interventions), ou si l'image se lit mal.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.delays import longest_asked, proposed
from checker.rules.support.reading import blurred, holders
from procurement.law import LawAtDay

RULE = Rule(
    code="E06",
    family="ae",
    severity=Severity.A_CORRIGER,
    title="Le délai proposé ne dépasse pas le maximum de l'acheteur",
    source="RC",
    status="nv",
    how_to_mend="Mettez le même délai partout.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    most = longest_asked(dossier)
    seen = False
    for file in holders(dossier, ("acte_engagement",)) if most else ():
        for delay in proposed(file):
            seen = True
            bounds = [one for one in most if one.family == delay.family]
            words: dict[str, object] = {
                "about": "acte_engagement",
                "file": file.name,
                "lot": file.lot,
                "found": delay.text,
            }
            if not bounds:
                yield RULE.unsure(f"{file.name} propose {delay.text} : comparez avec le règlement.", **words)
                continue
            longest, shortest = max(bounds, key=lambda one: one.days), min(bounds, key=lambda one: one.days)
            words |= {"expected": f"{longest.text} au plus", "evidence": (delay.evidence, longest.evidence)}
            if delay.days <= shortest.days:
                yield RULE.holds(f"Le délai proposé ({delay.text}) tient dans le maximum ({longest.text}).", **words)
            elif delay.days <= longest.days:
                text = f"{file.name} propose {delay.text} : plusieurs maximums sont écrits, comparez."
                yield RULE.unsure(text, **words)
            elif blurred(file):
                text = f"{file.name} semble proposer {delay.text}, au-delà du maximum : relisez, c'est une image."
                yield RULE.unsure(text, **words)
            else:
                text = f"{file.name} propose un délai de {delay.text}, l'acheteur admet {longest.text} au plus."
                yield RULE.fails(text, **words)
    if not seen:
        yield RULE.moot("Aucun délai proposé à comparer à un maximum.")
