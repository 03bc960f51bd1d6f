"""La période imprimée sur l'attestation décennale va au moins jusqu'à la date limite (l'ouverture du chantier n'est
pas connue de l'outil).

Sans objet si l'attestation n'est pas jointe.

Indécidable si sa période n'a pas pu être lue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.validity import period
from procurement.law import LawAtDay

RULE = Rule(
    code="H09",
    family="attestations",
    severity=Severity.BLOQUANT,
    title="La décennale couvre la date limite",
    source="C. ass. L243-2, A243-2 s.",
    status="v [S14]",
    how_to_mend="Demandez à l'assureur l'attestation de la bonne période.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    return period(RULE, dossier, "decennale")
