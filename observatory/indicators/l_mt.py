"""Part des titulaires locaux dans les montants initiaux.

Titulaire local à l'acheteur, selon la définition choisie.
Montant initial HT, divisé par n titulaires ; maximum des accords-cadres compris : ce n'est pas une dépense.
Unité : part de 0 à 1. Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
Hors du montant : absent, aberrant, ×100 suspecté, marchés subséquents.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="L_mt",
    label="Part des titulaires locaux dans les montants initiaux",
    unit="share",
    kind=Kind.AMOUNT,
    rows=Share("l.local", "l.local IS NOT NULL", "s.amount * l.weight", "s.amount IS NOT NULL"),
    order=21,
    unknown="place unknown",
    amounts=True,
    by=True,
)
