"""L'attestation fiscale jointe a été éditée dans la durée d'usage avant la date limite.

Sans objet si aucune attestation fiscale n'est jointe.

Indécidable si sa date n'a pas pu être lue.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.validity import recent
from procurement.law import LawAtDay

RULE = Rule(
    code="H05",
    family="attestations",
    severity=Severity.A_CORRIGER,
    title="L'attestation fiscale est récente",
    source="BOI-DJC-ARF (situation M-1) ; durée = usage",
    status="v [S04] ; durée nv",
    how_to_mend="Rééditez-la depuis votre espace professionnel impots.gouv.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    months = int(law.value("validite_pieces.attestation_fiscale"))
    yield from recent(RULE, dossier, "attestation_fiscale", months)
