"""Part des TPE-PME locales dans les montants initiaux, hors accords-cadres.

Titulaire à la fois PME et local à l'acheteur.
Montant initial HT, divisé par n titulaires, sans les accords-cadres.
Unité : part de 0 à 1. Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
Hors du montant : absent, aberrant, ×100 suspecté, marchés subséquents.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="PL_mt_hac",
    label="Part des TPE-PME locales dans les montants initiaux, hors accords-cadres",
    unit="share",
    kind=Kind.AMOUNT,
    rows=Share(
        "(l.sme AND l.local)",
        "l.sme IS NOT NULL AND l.local IS NOT NULL",
        "s.amount * l.weight",
        "s.amount IS NOT NULL AND NOT s.framework",
    ),
    order=2,
    unknown="size or place unknown",
    amounts=True,
)
