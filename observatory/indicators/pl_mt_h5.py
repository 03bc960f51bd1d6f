"""Part des TPE-PME locales dans les montants initiaux, sans les cinq plus gros contrats.

Un contrat peut peser 30 % d'un territoire : la part est recalculée sans les cinq plus gros contrats (montant retenu). Unité : part de 0 à 1.
Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="PL_mt_h5",
    label="Part des TPE-PME locales dans les montants initiaux, sans les cinq plus gros contrats",
    unit="share",
    kind=Kind.AMOUNT,
    rows=Share(
        "(l.sme AND l.local)",
        "l.sme IS NOT NULL AND l.local IS NOT NULL",
        "s.amount * l.weight",
        "s.amount IS NOT NULL AND coalesce(largest.place, 6) > 5",
        ranked=True,
    ),
    order=10,
    unknown="size or place unknown",
    amounts=True,
)
