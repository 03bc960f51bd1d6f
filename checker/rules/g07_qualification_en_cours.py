"""Le certificat de qualification est valable à la date limite.

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
    code="G07",
    family="capacite",
    severity=Severity.A_CORRIGER,
    title="La qualification est en cours à la date limite",
    source="certificat (date imprimée)",
    status="v [S05]",
    how_to_mend="Joignez le nouveau certificat ou la preuve de renouvellement.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    return period(RULE, dossier, "qualification_pro")
