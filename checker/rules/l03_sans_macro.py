"""Aucun fichier de bureautique ne contient de macro.

Sans objet si aucun fichier de bureautique n'est joint.

Indécidable si le fichier n'a pas pu être lu.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.naming import OFFICE
from procurement.law import LawAtDay

RULE = Rule(
    code="L03",
    family="fichiers",
    severity=Severity.A_CORRIGER,
    title="Aucun fichier ne contient de macro",
    source="RC",
    status="nv",
    how_to_mend="Enregistrez en .xlsx/.docx sans macro, sauf si c'est le fichier de l'acheteur.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files = [file for file in dossier.files if file.name.lower().endswith(OFFICE)]
    if not files:
        yield RULE.moot("Aucun fichier de bureautique n'est joint.")
    good = 0
    for file in files:
        words: dict[str, object] = {"about": file.kind, "file": file.name}
        if file.document.has_macros:
            yield RULE.fails(f"{file.name} contient des macros : un antivirus peut le bloquer.", **words)
        elif file.document.problem:
            yield RULE.unsure(f"{file.name} n'a pas pu être lu : nous ignorons s'il contient des macros.", **words)
        else:
            good += 1
    if good:
        yield RULE.holds(f"Fichiers de bureautique sans macro : {good} sur {len(files)}.")
