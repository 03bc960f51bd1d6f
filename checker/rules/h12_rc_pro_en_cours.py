"""La période imprimée sur l'attestation de responsabilité civile va au moins jusqu'à la date limite, et sa garantie
atteint le montant que l'acheteur exige.

Sans objet si l'attestation n'est pas jointe.

Indécidable si sa période n'a pas pu être lue, ou si le montant exigé se compare mal (par sinistre, par an).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.guarantee import asked_guarantee, guarantee
from checker.rules.support.reading import blurred, holders
from checker.rules.support.validity import period
from checker.rules.support.writing import euros
from procurement.law import LawAtDay

RULE = Rule(
    code="H12",
    family="attestations",
    severity=Severity.A_CORRIGER,
    title="La responsabilité civile est en cours et atteint le montant demandé",
    source="annexe 9 ; DAJ",
    status="v [S14]",
    how_to_mend="Demandez l'attestation de l'année en cours à votre assureur, avec la garantie demandée.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    yield from period(RULE, dossier, "rc_pro")
    asked = asked_guarantee(dossier)
    for file in holders(dossier, ("rc_pro",)) if asked else ():
        read = guarantee(file)
        if asked is None or read is None:
            continue
        least, place = asked
        words: dict[str, object] = {"about": "rc_pro", "file": file.name, "expected": f"au moins {euros(least)}"}
        words |= {"found": euros(read[0]), "evidence": (read[1], place)}
        if read[0] >= least:
            yield RULE.holds(f"{file.name} : la garantie atteint {euros(least)}.", **words)
        elif blurred(file):
            yield RULE.unsure(f"{file.name} : garantie de {euros(read[0])} à comparer à {euros(least)}.", **words)
        else:
            text = f"{file.name} garantit {euros(read[0])} au plus, l'acheteur demande {euros(least)}."
            yield RULE.fails(text, **words)
