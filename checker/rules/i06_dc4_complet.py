"""Chaque DC4 porte le SIRET du sous-traitant, les prestations, le montant maximal, la durée et les conditions de
paiement.

Sans objet si aucun DC4 n'est joint.

Indécidable si le DC4 vient d'une image.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.dc4 import missing
from checker.rules.support.reading import holders
from procurement.law import LawAtDay

RULE = Rule(
    code="I06",
    family="sous_traitance",
    severity=Severity.A_CORRIGER,
    title="La déclaration de sous-traitance est complète",
    source="CCP R2193-1 ; DC4 du 01/01/2024",
    status="v [S12]",
    how_to_mend="Complétez-la ; il faut un DC4 par sous-traitant, dans sa version de 2024.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    files = holders(dossier, ("dc4",))
    if not files:
        yield RULE.moot("Aucun DC4 n'est joint.")
    for file in files:
        blanks = missing(file)
        words: dict[str, object] = {"about": "dc4", "file": file.name, "lot": file.lot}
        listed = ", ".join(name for name, _ in blanks)
        if not blanks:
            yield RULE.holds(f"{file.name} : pas de rubrique vide parmi celles que l'outil connaît.", **words)
            continue
        words |= {"found": listed, "evidence": tuple(place for _, place in blanks)}
        if file.document.text_source == "ocr":
            yield RULE.unsure(f"{file.name} semble incomplet ({listed}) : à relire.", **words)
        else:
            yield RULE.fails(f"{file.name} est incomplet : {listed}.", **words)
