"""Chaque pièce d'offre exigée par le règlement est dans le dossier.

Sans objet si le règlement n'exige aucune pièce d'offre, ou seulement pour un autre lot.

Indécidable si aucune pièce n'est encore ajoutée, si un fichier n'a pas pu être lu ou reconnu, ou si la pièce peut être incluse dans une autre.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.completeness import findings, unsaid
from checker.rules.support.coverage import lines
from procurement.law import LawAtDay

RULE = Rule(
    code="A01",
    family="completude",
    severity=Severity.BLOQUANT,
    title="Votre offre contient toutes les pièces demandées",
    source="CCP L2152-2, R2152-1 (offre incomplète = irrégulière)",
    status="v [S15]",
    how_to_mend="Ajoutez le document. S'il est déjà dans un autre fichier, signalez-le sur ce constat.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    found = unsaid(dossier, lines(dossier, ("offre",)))
    if not dossier.files and lines(dossier, ("candidature", "offre")):  # said once; the checklist shows what to add
        yield RULE.unsure("Vous n'avez encore ajouté aucune pièce. La liste des pièces dit ce que l'acheteur demande.")
        return
    if not found:
        yield RULE.moot("Nous n'avons lu aucune liste de pièces d'offre dans le règlement.")
    yield from findings(RULE, found, "offre")
