"""Le lot écrit dans l'acte d'engagement et les pièces de prix est l'un des lots visés.

Sans objet si aucun lot n'est visé ou si les pièces n'en portent pas.

Indécidable si le lot lu n'existe pas dans la consultation.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from procurement.law import LawAtDay

RULE = Rule(
    code="B05",
    family="perimetre",
    severity=Severity.BLOQUANT,
    title="Les pièces portent le lot visé",
    source="conclusions CE 1er juin 2023 (« mauvais tiroir numérique »)",
    status="v page doctrine.fr (mention)",
    how_to_mend="Corrigez l'AE ou l'emplacement de dépôt.",
)
_KINDS = ("acte_engagement", "dpgf", "bpu", "dqe")


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    known = {lot.number for lot in dossier.consultation.lots}
    concerned = [file for file in dossier.files if file.kind in _KINDS and file.lot]
    if not dossier.lots or not concerned:
        yield RULE.moot("Aucun lot à comparer.")
    for file in concerned if dossier.lots else ():
        words: dict[str, object] = {
            "about": file.kind,
            "file": file.name,
            "lot": file.lot,
            "expected": ", ".join(dossier.lots),
        }
        if file.lot in dossier.lots:
            yield RULE.holds(f"{file.name} vise bien le lot {file.lot}.", **words)
        elif file.lot in known:
            text = f"{file.name} vise le lot {file.lot} mais vous répondez au lot {words['expected']}."
            yield RULE.fails(text, **words)
        else:
            yield RULE.unsure(f"{file.name} semble viser un lot {file.lot} que le règlement ne cite pas.", **words)
