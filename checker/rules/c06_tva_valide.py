"""Chaque numéro de TVA français lu a une clé juste.

Sans objet si aucun numéro de TVA français n'a été lu.

Indécidable si le numéro vient d'une image.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from procurement.identifiers import compact, valid_vat
from procurement.law import LawAtDay

RULE = Rule(
    code="C06",
    family="identite",
    severity=Severity.A_CORRIGER,
    title="Le numéro de TVA correspond au SIREN",
    source="règle de clé TVA FR",
    status="nv",
    how_to_mend="Recopiez-le depuis votre espace impots.gouv.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    read = [(file, fact) for file in dossier.files for fact in file.all("vat")]
    read = [(file, fact) for file, fact in read if compact(str(fact.value)).upper().startswith("FR")]
    if not read:
        yield RULE.moot("Aucun numéro de TVA lu.")
    for file, fact in read:
        words: dict[str, object] = {
            "about": file.kind,
            "file": file.name,
            "found": str(fact.value),
            "evidence": (fact.evidence,),
        }
        if valid_vat(str(fact.value)):
            yield RULE.holds(f"{file.name} : le numéro de TVA est bien formé.", **words)
        elif file.document.text_source == "ocr" or fact.confidence < 0.7 or len(compact(str(fact.value))) != 13:
            yield RULE.unsure(f"{file.name} : numéro de TVA {fact.value} à relire.", **words)
        else:
            yield RULE.fails(f"Le numéro de TVA {fact.value} dans {file.name} est mal recopié.", **words)
