"""Chaque jeton de signature détaché (.p7s, .sig, .xades) est joint avec le fichier qu'il signe.

Sans objet si aucun jeton détaché n'est joint.

Indécidable si le jeton peut contenir lui-même le document (.p7m).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.signing import TOKENS, base_name
from procurement.law import LawAtDay

RULE = Rule(
    code="D06",
    family="signature",
    severity=Severity.A_CORRIGER,
    title="Chaque jeton de signature accompagne son fichier",
    source="arrêté 22/03/2019 art. 3",
    status="v [S13]",
    how_to_mend="Joignez ensemble le fichier et son jeton, ou signez le PDF lui-même (PAdES).",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    tokens = [file for file in dossier.files if file.name.lower().endswith(TOKENS)]
    names = {base_name(file.name) for file in dossier.files if file not in tokens}
    if not tokens:
        yield RULE.moot("Aucun jeton de signature détaché n'est joint.")
    for file in tokens:
        words: dict[str, object] = {"file": file.name, "about": file.kind}
        if base_name(file.name) in names:
            yield RULE.holds(f"{file.name} est joint avec le fichier qu'il signe.", **words)
        elif file.name.lower().endswith(".p7m"):
            yield RULE.unsure(f"{file.name} contient peut-être le document signé : ouvrez-le pour vérifier.", **words)
        else:
            yield RULE.fails(f"{file.name} est un jeton de signature sans le fichier qu'il signe.", **words)
