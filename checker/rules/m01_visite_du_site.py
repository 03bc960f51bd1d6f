"""Si la visite du site est obligatoire, le certificat de visite est dans le dossier.

Sans objet si la visite n'est pas obligatoire.

Indécidable si un fichier n'a pas pu être lu ou reconnu.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.reading import holders
from checker.rules.support.texts import said
from procurement.law import LawAtDay

RULE = Rule(
    code="M01",
    family="particulier",
    severity=Severity.BLOQUANT,
    title="L'attestation de visite est jointe quand la visite est obligatoire",
    source="RC ; L2152-2",
    status="v [S15] principe ; RC docplayer « absence de certificat de visite = non-conformité »",
    how_to_mend="Prenez rendez-vous ou joignez l'attestation signée par l'acheteur.",
)
_CERTIFIED = r"(attestation|certificat|recepisse|bon) de visite|visite (du site |des lieux )?(effectuee|realisee)"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    asked = dossier.consultation.site_visit_mandatory
    if asked is None or asked.value is not True:
        yield RULE.moot("Aucune visite obligatoire lue dans le règlement.")
        return
    files = holders(dossier, ("certificat_visite",))
    elsewhere = any(any(said(file, _CERTIFIED)) for file in dossier.files)
    blind = [file for file in dossier.files if not file.document.readable and file.kind in ("inconnu", "autre")]
    words: dict[str, object] = {"about": "certificat_visite", "evidence": (asked.evidence,)}
    if files:
        yield RULE.holds("L'attestation de visite est jointe.", file=files[0].name, **words)
    elif blind or elsewhere or asked.confidence < 0.6:
        yield RULE.unsure("La visite est obligatoire : vérifiez que son attestation est jointe.", **words)
    else:
        yield RULE.fails("La visite du site est obligatoire : votre certificat de visite manque.", **words)
