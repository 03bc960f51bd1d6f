"""Le dossier ne contient pas d'extrait Kbis que personne ne demande : le numéro SIREN suffit.

Sans objet si aucun Kbis n'est joint.

Indécidable si le règlement demande encore un Kbis.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from procurement.law import LawAtDay

RULE = Rule(
    code="A09",
    family="completude",
    severity=Severity.CONSEIL,
    title="Le Kbis n'est plus à fournir",
    source="CCP R2143-9 (décret 2021-631)",
    status="v [S04, S09]",
    how_to_mend="Facultatif : vous pouvez le laisser s'il a moins de 3 mois.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    asked = any(item.kind == "kbis" for _, item in dossier.consultation.requirements())
    files = [file for file in dossier.files if file.kind == "kbis"]
    for file in files:
        if asked:
            text = f"Le règlement demande un Kbis et vous l'avez joint ({file.name})."
            yield RULE.holds(text, about="kbis", file=file.name)
        else:
            text = f"{file.name} : depuis novembre 2021, votre numéro SIREN suffit, l'acheteur consulte le registre."
            yield RULE.fails(text, about="kbis", file=file.name)
    if not files:
        yield RULE.moot("Aucun Kbis joint, et c'est normal : votre numéro SIREN suffit.")
