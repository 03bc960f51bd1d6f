"""Aucun fichier signé électroniquement n'a été modifié après sa signature.

Sans objet si aucun fichier ne porte de signature électronique.

Indécidable si un ajout a suivi la signature (seconde signature, horodatage) ou si elle n'a pas pu être vérifiée.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.signing import signed_files
from procurement.law import LawAtDay

RULE = Rule(
    code="D05",
    family="signature",
    severity=Severity.BLOQUANT,
    title="Rien n'a changé après la signature",
    source="arrêté 22/03/2019 art. 5 (intégrité)",
    status="v [S13]",
    how_to_mend="Resignez la version finale.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    seen = False
    for file, signature in signed_files(dossier):
        seen = True
        words: dict[str, object] = {"about": file.kind, "file": file.name, "found": signature.signer}
        if signature.problem == "altered" or signature.valid is False and signature.problem != "certificate_expired":
            text = f"Le fichier {file.name} a été modifié après signature : la signature n'est plus valable."
            yield RULE.fails(text, **words)
        elif signature.problem == "added_to":
            yield RULE.unsure(f"{file.name} a été complété après une signature : vérifiez que c'est voulu.", **words)
        elif signature.valid is None:
            yield RULE.unsure(f"{file.name} : la signature n'a pas pu être vérifiée ici.", **words)
        else:
            yield RULE.holds(f"{file.name} n'a pas changé depuis sa signature.", **words)
    if not seen:
        yield RULE.moot("Aucun fichier ne porte de signature électronique.")
