"""Part des TPE-PME locales en montant, le mandataire comptant pour tout le groupement.

Sensibilité de PL_mt : le montant entier va au premier titulaire listé. Unité : part de 0 à 1.
Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="PL_mt_man",
    label="Part des TPE-PME locales en montant, le mandataire comptant pour tout le groupement",
    unit="share",
    kind=Kind.AMOUNT,
    rows=Share(
        "(l.sme AND l.local)",
        "l.sme IS NOT NULL AND l.local IS NOT NULL",
        "s.amount",
        "s.amount IS NOT NULL AND l.rank = 1",
    ),
    order=6,
    unknown="size or place unknown",
    amounts=True,
)
