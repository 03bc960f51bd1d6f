"""Aucun fichier de bureautique ne contient de modification suivie ni de commentaire.

Sans objet si aucun fichier de bureautique n'est joint.

Indécidable si le fichier n'a pas pu être lu.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.naming import OFFICE
from checker.rules.support.writing import counted
from procurement.law import LawAtDay

RULE = Rule(
    code="L08",
    family="fichiers",
    severity=Severity.CONSEIL,
    title="Aucun fichier ne garde de modification suivie ni de commentaire",
    source="pratique",
    status="nv",
    how_to_mend="Acceptez tout et exportez en PDF.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files = [file for file in dossier.files if file.name.lower().endswith(OFFICE)]
    if not files:
        yield RULE.moot("Aucun fichier de bureautique n'est joint.")
    good = 0
    for file in files:
        words: dict[str, object] = {"about": file.kind, "file": file.name}
        marks = file.document.tracked_changes + file.document.comments
        if file.document.problem:
            yield RULE.unsure(f"{file.name} n'a pas pu être lu : vérifiez qu'il ne garde pas de commentaire.", **words)
        elif marks:
            text = f"{file.name} contient {counted(marks, 'marque')} de révision (modifications suivies, commentaires) : l'acheteur verra tout."
            yield RULE.fails(text, found=str(marks), **words)
        else:
            good += 1
    if good:
        yield RULE.holds(f"Fichiers sans modification suivie ni commentaire : {good} sur {len(files)}.")
