"""Aucun fichier n'est protégé par un mot de passe ni abîmé.

Sans objet si aucun fichier n'est joint.

Indécidable si l'outil n'a pas pu lire le fichier pour une raison qui lui est propre (taille, temps, image).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from procurement.law import LawAtDay

RULE = Rule(
    code="L01",
    family="fichiers",
    severity=Severity.BLOQUANT,
    title="Tous les fichiers s'ouvrent",
    source="pratique ; RC",
    status="nv",
    how_to_mend="Enregistrez une version sans protection.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    if not dossier.files:
        yield RULE.moot("Aucun fichier joint.")
    good = 0
    for file in dossier.files:
        problem, words = file.document.problem, {"about": file.kind, "file": file.name}
        if problem == "encrypted":
            yield RULE.fails(f"{file.name} demande un mot de passe : l'acheteur ne pourra pas l'ouvrir.", **words)
        elif problem in ("corrupt", "empty"):
            state = "est vide" if problem == "empty" else "est abîmé : il ne s'ouvre pas"
            yield RULE.fails(f"{file.name} {state}.", **words)
        elif problem:
            yield RULE.unsure(f"Nous n'avons pas pu lire {file.name} : ouvrez-le pour vérifier.", **words)
        else:
            good += 1
    if good:
        yield RULE.holds(f"Fichiers qui s'ouvrent : {good} sur {len(dossier.files)}.")
