"""Chaque pièce de candidature exigée par le règlement est dans le dossier, ou couverte par une autre (DUME, DC1, DC2).

Sans objet si aucune pièce n'est encore ajoutée, si le règlement n'exige aucune pièce de candidature, ou si l'acheteur l'obtient lui-même.

Indécidable si un fichier n'a pas pu être lu ou reconnu, ou si la pièce peut être incluse dans une autre.
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
    code="A02",
    family="completude",
    severity=Severity.A_CORRIGER,
    title="Votre candidature contient toutes les pièces demandées",
    source="CCP R2144-2 ; R2143-13",
    status="v [S06, S07]",
    how_to_mend="Joignez la pièce, ou précisez dans le DC1 où l'acheteur peut la consulter gratuitement.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    found = unsaid(dossier, lines(dossier, ("candidature",)))
    if not dossier.files:
        yield RULE.moot("Aucune pièce n'est encore ajoutée : la règle A01 le signale.")
        return
    if not found:
        yield RULE.moot("Nous n'avons lu aucune liste de pièces de candidature dans le règlement.")
    yield from findings(RULE, found, "candidature")
