"""Le montant de l'offre n'est pas très inférieur à l'estimation que l'acheteur publie.

Sans objet si l'acheteur ne publie pas d'estimation, ou si l'offre n'a pas de montant.

Indécidable si plusieurs estimations sont publiées, ou si elles valent pour autre chose (les travaux, pour des études).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.folding import fold
from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding, Severity
from checker.rules.support.prices import priced, stated_amounts
from checker.rules.support.writing import euros
from procurement.law import LawAtDay

RULE = Rule(
    code="F07",
    family="prix",
    severity=Severity.CONSEIL,
    title="Votre prix n'est pas très en dessous de l'estimation publiée",
    source="CCP L2152-5, L2152-6, R2152-3",
    status="v page code-commande-publique.com ; seuil 70 % nv (aucun seuil légal)",
    how_to_mend="Préparez un sous-détail de prix (heures, achats, frais, marge) : l'acheteur devra vous le demander.",
)
LOW = Decimal("0.7")  # a habit of buyers: no law sets a share
OTHER = Decimal("0.25")  # below, the two amounts hardly speak of the same thing: a year, a lot, the works
_DESIGN = re.compile(
    r"maitrise d.(?:oe|œ)uvre|assistance a|etudes?\b|conduite d.operation|controle technique|coordination"
)
_ESTIMATE = r"(montant|valeur|cout|enveloppe|budget)[^.\n]{0,50}(estim\w+|previsionnel\w*)|estimation (du marche|des travaux|de l'acheteur)"
_OTHER = r"avance|penalit|retenue|prime|caution|assuranc|garanti|honoraires|operation|maxim|minim|par an|annuel"


def examine(dossier: Dossier, law: LawAtDay) -> Iterator[Finding]:
    """Examines the claim."""
    estimates = stated_amounts(dossier, _ESTIMATE, unless=_OTHER)
    offers, asked = priced(dossier, ("acte_engagement", "devis")), dossier.consultation.object
    if not estimates or not offers:
        yield RULE.moot("Pas d'estimation publiée à comparer à un montant.")
        return
    for offer in offers:
        estimate, place = estimates[0]
        words: dict[str, object] = {"about": offer.kind, "file": offer.file.name, "lot": offer.file.lot}
        words |= {"found": euros(offer.amounts[0]), "expected": euros(estimate), "evidence": (place,)}
        several = len({amount for amount, _ in estimates}) > 1 or len(offers) > 1
        design = asked is not None and _DESIGN.search(fold(str(asked.value)))
        if design or several or offer.amounts[0] < OTHER * estimate:
            text = f"Comparez votre offre à ce que l'acheteur estime à {euros(estimate)} : est-ce le même périmètre ?"
            yield RULE.unsure(text, **words)
        elif offer.amounts[0] >= LOW * estimate:
            yield RULE.holds(f"Votre offre n'est pas loin de l'estimation publiée ({euros(estimate)}).", **words)
        else:
            text = f"Votre offre ({words['found']}) est très inférieure à l'estimation publiée ({euros(estimate)})."
            yield RULE.fails(text, **words)
