"""Le montant de l'offre ne dépasse pas le coût de chantier que l'attestation décennale admet.

Sans objet si l'attestation ne fixe pas de plafond, ou si l'offre n'a pas de montant.

Indécidable si le coût de toute l'opération, que le candidat ignore souvent, peut dépasser le plafond.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.insured import site_ceiling
from checker.rules.support.prices import priced
from checker.rules.support.reading import holders
from checker.rules.support.writing import euros
from procurement.law import LawAtDay

RULE = Rule(
    code="H11",
    family="attestations",
    severity=Severity.A_CORRIGER,
    title="Le chantier ne dépasse pas le plafond de la décennale",
    source="SMABTP / arrêté 05/01/2016",
    status="v [S14]",
    how_to_mend="Demandez une attestation nominative de chantier.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    offers, seen = priced(dossier, ("acte_engagement", "devis")), False
    for file in holders(dossier, ("decennale",)) if offers else ():
        ceiling = site_ceiling(file)
        if ceiling is None:
            continue
        seen = True
        offer = max(one.amounts[0] for one in offers)
        words: dict[str, object] = {"about": "decennale", "file": file.name, "found": euros(ceiling[0])}
        words |= {"expected": f"au moins {euros(offer)}", "evidence": (ceiling[1],)}
        if offer * 2 <= ceiling[0]:
            yield RULE.holds(f"{file.name} admet des chantiers jusqu'à {euros(ceiling[0])}.", **words)
        elif offer <= ceiling[0] or file.document.text_source == "ocr":
            yield RULE.unsure(
                f"{file.name} est limité aux chantiers de {euros(ceiling[0])} : vérifiez le coût total.", **words
            )
        else:
            text = f"{file.name} est limité aux chantiers de {euros(ceiling[0])} : votre offre est de {euros(offer)}."
            yield RULE.fails(text, **words)
    if not seen:
        yield RULE.moot("Pas de plafond de chantier à comparer.")
