"""Pour chaque lot visé, l'acte d'engagement et les pièces de prix présents pour un lot le sont aussi pour les autres.

Sans objet si vous ne répondez qu'à un lot, ou si aucune pièce ne porte de numéro de lot.

Indécidable si une pièce sans numéro de lot peut valoir pour plusieurs lots.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.naming import lots_of
from checker.rules.support.reading import holders
from checker.rules.support.writing import label
from procurement.law import LawAtDay

RULE = Rule(
    code="A06",
    family="completude",
    severity=Severity.BLOQUANT,
    title="Chaque lot visé a ses pièces de prix et son acte d'engagement",
    source="CCP L2152-2",
    status="v [S15]",
    how_to_mend="Complétez le dossier du lot, ou retirez le lot de votre candidature.",
    checked=date(2026, 11, 22),
)


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    if len(dossier.lots) < 2:
        yield RULE.moot("Vous ne répondez pas à plusieurs lots.")
        return
    for kind in ("acte_engagement", "dpgf", "bpu", "dqe", "memoire_technique"):
        files = holders(dossier, (kind,))
        lots = {lot for file in files for lot in lots_of(file, kind)}
        common = [file.name for file in files if not lots_of(file, kind)]
        asked = [item.lots for _, item in dossier.consultation.requirements() if item.kind == kind]
        needed = [lot for lot in dossier.lots if not asked or any(not only or lot in only for only in asked)]
        if not files or not lots or not needed:
            continue
        for lot in (lot for lot in needed if lot not in lots):
            text = f"Vous répondez au lot {lot} mais il manque {label(kind)} pour ce lot."
            if common:
                text = f"Nous ne savons pas si {common[0]} vaut pour le lot {lot}."
            yield (RULE.unsure if common else RULE.fails)(text, about=kind, lot=lot)
        for lot in (lot for lot in needed if lot in lots):
            yield RULE.holds(f"Lot {lot} : {label(kind)} est présent.", about=kind, lot=lot)
