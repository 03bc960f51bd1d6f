"""Quand le règlement exige une signature électronique au dépôt, l'acte d'engagement n'est pas signé par une simple
image.

Sans objet si la signature électronique n'est pas exigée au dépôt, ou si aucune image de signature n'a été vue.

Indécidable si le règlement admet peut-être la signature manuscrite numérisée.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.signing import electronic, electronic_required, pictured
from procurement.law import LawAtDay

RULE = Rule(
    code="D03",
    family="signature",
    severity=Severity.A_CORRIGER,
    title="Une signature électronique n'est pas une image de signature",
    source="profil d'acheteur Escota (arrêté 22/03/2019)",
    status="v [S13]",
    how_to_mend="Signez le fichier avec votre certificat.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    required = electronic_required(dossier)
    files = [file for file in dossier.files if "acte_engagement" in file.kinds]
    concerned = [file for file in files if pictured(file) and not electronic(file)]
    if required is None or not concerned:
        yield RULE.moot("Pas d'image de signature à la place d'une signature électronique exigée.")
        return
    clear, evidence = required
    for file in concerned:
        words: dict[str, object] = {
            "about": "acte_engagement",
            "file": file.name,
            "lot": file.lot,
            "evidence": (evidence,),
        }
        if clear:
            text = f"{file.name} porte une signature scannée : elle n'a pas de valeur de signature électronique."
            yield RULE.fails(text, **words)
        else:
            yield RULE.unsure(f"{file.name} porte une signature scannée : vérifiez que le règlement l'admet.", **words)
    for file in (one for one in files if electronic(one)):
        yield RULE.holds(f"{file.name} porte une signature électronique.", about="acte_engagement", file=file.name)
