"""Quand le règlement n'exige pas la signature au dépôt, un acte d'engagement non signé convient.

Sans objet si la signature est exigée au dépôt (règle D01), ou si l'acte d'engagement n'est pas joint.

Indécidable si le règlement n'a pas pu être lu.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from procurement.law import LawAtDay

RULE = Rule(
    code="D02",
    family="signature",
    severity=Severity.CONSEIL,
    title="Rien à signer avant l'attribution",
    source="fin de l'obligation de signature au dépôt",
    status="v [S12, S13]",
    how_to_mend="Remplissez tout de même nom, qualité et date.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    asked = dossier.consultation.signature_required
    files = [file for file in dossier.files if file.kind == "acte_engagement"]
    if (asked is not None and asked.value == "at_submission") or not files:
        yield RULE.moot("La question ne se pose pas pour ce dossier.")
        return
    if asked is None and not dossier.consultation.files:
        yield RULE.unsure("Sans règlement lu, nous ne savons pas si la signature est due au dépôt.")
        return
    for file in files:
        text = f"{file.name} : pas besoin de signer maintenant, sauf indication contraire de l'acheteur."
        yield RULE.holds(text, about="acte_engagement", file=file.name, lot=file.lot)
