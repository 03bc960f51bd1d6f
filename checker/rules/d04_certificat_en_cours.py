"""Le certificat de chaque signature électronique était en cours de validité le jour de la signature.

Sans objet si aucun fichier ne porte de signature électronique.

Indécidable si la signature n'a pas pu être vérifiée ici (la liste de confiance et la révocation ne sont pas consultées).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.signing import signed_files
from procurement.law import LawAtDay

RULE = Rule(
    code="D04",
    family="signature",
    severity=Severity.BLOQUANT,
    title="Le certificat de signature était valable le jour de la signature",
    source="arrêté 22/03/2019 art. 2 et 5",
    status="v [S13]",
    how_to_mend="Renouvelez le certificat (comptez plusieurs jours), puis signez à nouveau.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    seen = False
    for file, signature in signed_files(dossier):
        seen = True
        words: dict[str, object] = {"about": file.kind, "file": file.name, "found": signature.signer}
        if signature.problem == "certificate_expired":
            text = f"{file.name} : le certificat de signature n'était pas valable le jour de la signature."
            yield RULE.fails(text, **words)
        elif signature.problem == "unverifiable" or signature.valid is None:
            yield RULE.unsure(f"{file.name} : la signature n'a pas pu être vérifiée ici.", **words)
        else:
            text = f"{file.name} : certificat en cours le jour de la signature ; l'autorité n'est pas vérifiée ici."
            yield RULE.holds(text, **words)
    if not seen:
        yield RULE.moot("Aucun fichier ne porte de signature électronique.")
