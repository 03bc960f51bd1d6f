"""Part des PME dans les montants initiaux.

Titulaire PME au sens du décret 2008-1354 (catégorie Sirene).
Montant initial HT, divisé par n titulaires ; maximum des accords-cadres compris : ce n'est pas une dépense.
Unité : part de 0 à 1. Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
Hors du montant : absent, aberrant, ×100 suspecté, marchés subséquents.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="P_mt",
    label="Part des PME dans les montants initiaux",
    unit="share",
    kind=Kind.AMOUNT,
    rows=Share("l.sme", "l.sme IS NOT NULL", "s.amount * l.weight", "s.amount IS NOT NULL"),
    order=12,
    unknown="size unknown",
    amounts=True,
    by=True,
)
