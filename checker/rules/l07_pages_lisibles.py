"""Aucune page n'est à l'envers, et aucun formulaire n'a été déposé vierge.

Sans objet si aucun fichier n'est joint.

Indécidable si une page est vide ou floue : ce peut être un verso.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.forms import fields
from procurement.law import LawAtDay

RULE = Rule(
    code="L07",
    family="fichiers",
    severity=Severity.A_CORRIGER,
    title="Aucune page n'est à l'envers ni restée vierge",
    source="pratique",
    status="nv",
    how_to_mend="Remplissez le modèle, ou exportez à nouveau le fichier, pages à l'endroit.",
)
_FORMS = ("acte_engagement", "dc1", "dc2", "dc4", "cadre_reponse")
LEAST = 6


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    if not dossier.files:
        yield RULE.moot("Aucun fichier joint.")
    good = 0
    for file in dossier.files:
        words: dict[str, object] = {"about": file.kind, "file": file.name, "lot": file.lot}
        turned = [page.number for page in file.document.pages if "upside_down" in page.defects]
        poor = [page.number for page in file.document.pages if {"blank", "blurred", "damaged"} & set(page.defects)]
        found = list(fields(file, file.kind)) if file.kind in _FORMS and file.document.text_source == "layer" else []
        blank = [one for one in found if one.blank]
        if len(found) >= LEAST and len(blank) * 4 >= len(found) * 3:
            text = f"{file.name} semble être le modèle vierge : {len(blank)} cases vides sur {len(found)}."
            yield RULE.fails(text, evidence=tuple(one.evidence for one in blank[:3]), **words)
        elif turned:
            yield RULE.fails(f"{file.name} : pages à l'envers ({', '.join(map(str, turned))}).", **words)
        elif poor:
            yield RULE.unsure(f"{file.name} : pages vides ou peu lisibles ({', '.join(map(str, poor))}).", **words)
        elif file.document.readable:
            good += 1
    if good:
        yield RULE.holds(f"Fichiers dont les pages sont à l'endroit : {good} sur {len(dossier.files)}.")
