"""Le certificat de la caisse de congés joint a été édité dans la durée d'usage avant la date limite.

Sans objet si aucun certificat n'est joint : il n'est dû qu'à l'attribution.

Indécidable si sa date n'a pas pu être lue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.validity import recent
from procurement.law import LawAtDay

RULE = Rule(
    code="H07",
    family="attestations",
    severity=Severity.A_CORRIGER,
    title="Le certificat de congés intempéries est récent",
    source="CCP L2141-2 ; C. trav. D3141-12",
    status="v [S01, S04]",
    how_to_mend="Demandez-le sur l'espace adhérent de votre caisse.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    months = int(law.value("validite_pieces.conges_intemperies"))
    yield from recent(RULE, dossier, "conges_intemperies", months)
