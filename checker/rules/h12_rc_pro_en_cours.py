"""La période imprimée sur l'attestation de responsabilité civile va au moins jusqu'à la date limite.

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
    code="H12",
    family="attestations",
    severity=Severity.A_CORRIGER,
    title="La responsabilité civile est en cours à la date limite",
    source="annexe 9 ; DAJ",
    status="v [S14]",
    how_to_mend="Demandez l'attestation de l'année en cours à votre assureur.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    return period(RULE, dossier, "rc_pro")
