"""Une pièce que seule l'entreprise retenue doit fournir n'a pas à être jointe au dépôt.

Sans objet si le règlement la demande dès la candidature, ou s'il n'en liste aucune.

Indécidable si le règlement n'a pas pu être lu.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.reading import holders
from checker.rules.writing import label
from procurement.law import LawAtDay

RULE = Rule(
    code="A03",
    family="completude",
    severity=Severity.CONSEIL,
    title="Les pièces dues au seul attributaire ne sont pas obligatoires maintenant",
    source="CCP R2143-7 et s., R2144-4 ; DAJ décennale",
    status="v [S08, S14] ; n° R2144-4 nv",
    how_to_mend="Rien d'obligatoire. Gardez-la à jour pour la produire dès l'attribution.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    asked = {item.kind for pile, item in dossier.consultation.requirements() if pile != "attribution"}
    later = {item.kind: item for item in dossier.consultation.award_documents if item.kind not in asked}
    if not later:
        yield RULE.moot("Le règlement ne réserve aucune pièce à l'entreprise retenue.")
    for kind, item in later.items():
        name = item.label or label(kind)
        files = holders(dossier, (kind,))
        text = f"{name} : seule l'entreprise retenue devra la fournir (page {item.evidence.page} du règlement)."
        if files:
            text += " Vous l'avez jointe : c'est permis, et ce sera du temps gagné."
        yield RULE.moot(text, about=kind, file=files[0].name if files else None, evidence=(item.evidence,))
