"""L'acte d'engagement et le DC1 désignent le même établissement (même SIRET).

Sans objet si l'un des deux ne porte pas de SIRET.

Indécidable si deux établissements de la même entreprise apparaissent : c'est souvent normal (siège et agence).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.facts.model import Fact
from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support import identity
from checker.rules.support.reading import facts, holders
from procurement.identifiers import valid_siret
from procurement.law import LawAtDay

RULE = Rule(
    code="C03",
    family="identite",
    severity=Severity.A_CORRIGER,
    title="Un seul établissement dans les pièces",
    source="facturation Chorus Pro ; DECP titulaire.id",
    status="nv",
    how_to_mend="Harmonisez ou expliquez dans le DC1.",
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    found: dict[str, Fact] = {}
    for kind in ("acte_engagement", "dc1", "dc2"):
        for file in holders(dossier, (kind,)):
            for fact in facts(file, kind, "siret"):
                number = valid_siret(str(fact.value))
                if number and number[:9] == identity.expected(dossier):
                    found.setdefault(number, fact)
    if not found:
        yield RULE.moot("Aucun SIRET à comparer.")
    elif len(found) == 1:
        yield RULE.holds("Le même établissement figure dans toutes les pièces.", found=next(iter(found)))
    else:
        text = f"Vous citez plusieurs établissements : {', '.join(found)}. Dites au DC1 lequel exécutera."
        yield RULE.unsure(text, evidence=tuple(fact.evidence for fact in found.values()))
