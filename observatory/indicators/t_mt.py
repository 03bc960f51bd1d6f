"""Part des PME de moins de 10 salariés (proxy) dans les montants initiaux.

PME dont la tranche d'effectif Sirene est NN, 00, 01, 02 ou 03 : proxy, le chiffre d'affaires est inconnu.
Montant initial HT, divisé par n titulaires ; maximum des accords-cadres compris : ce n'est pas une dépense.
Unité : part de 0 à 1. Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
Hors du montant : absent, aberrant, ×100 suspecté, marchés subséquents.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="T_mt",
    label="Part des PME de moins de 10 salariés (proxy) dans les montants initiaux",
    unit="share",
    kind=Kind.AMOUNT,
    rows=Share("l.micro", "l.staff_known AND l.micro IS NOT NULL", "s.amount * l.weight", "s.amount IS NOT NULL"),
    order=31,
    unknown="staff unknown",
    amounts=True,
)
