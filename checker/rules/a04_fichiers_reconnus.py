"""Chaque fichier du dossier est reconnu comme une pièce d'une réponse.

Sans objet si aucun fichier n'est joint.

Indécidable si un fichier n'est pas reconnu : c'est peut-être un document propre à votre métier.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.kinds import UNKNOWN
from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from procurement.law import LawAtDay

RULE = Rule(
    code="A04",
    family="completude",
    severity=Severity.A_CORRIGER,
    title="Chaque fichier est une pièce que l'outil reconnaît",
    source="pratique",
    status="nv",
    how_to_mend="Renommez-le avec l'intitulé du règlement, ou retirez-le s'il n'a rien à faire ici.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    if not dossier.files:
        yield RULE.moot("Aucun fichier joint.")
    known = [file for file in dossier.files if file.kind != UNKNOWN]
    for file in dossier.files:
        if file.kind == UNKNOWN and file.document.problem is None and not file.document.readable:
            yield RULE.unsure(
                f"{file.name} n'a pas de texte lisible : est-ce bien une pièce de cette réponse ?", file=file.name
            )
        elif file.kind == UNKNOWN and file.document.problem is None:
            text = f"Nous n'avons pas su reconnaître {file.name}. Est-ce bien une pièce de cette réponse ?"
            yield RULE.unsure(text, file=file.name)
    if known and len(known) == len(dossier.files):
        yield RULE.holds(f"Les {len(known)} fichiers sont reconnus.")
