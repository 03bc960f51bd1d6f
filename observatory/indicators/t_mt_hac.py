"""Part des PME de moins de 10 salariés (proxy) dans les montants initiaux, hors accords-cadres.

PME dont la tranche d'effectif Sirene est NN, 00, 01, 02 ou 03 : proxy, le chiffre d'affaires est inconnu.
Montant initial HT, divisé par n titulaires, sans les accords-cadres. Unité : part de 0 à 1.
Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="T_mt_hac",
    label="Part des PME de moins de 10 salariés (proxy) dans les montants initiaux, hors accords-cadres",
    unit="share",
    kind=Kind.AMOUNT,
    rows=Share(
        "l.micro",
        "l.staff_known AND l.micro IS NOT NULL",
        "s.amount * l.weight",
        "s.amount IS NOT NULL AND NOT s.framework",
    ),
    order=32,
    unknown="staff unknown",
    amounts=True,
)
