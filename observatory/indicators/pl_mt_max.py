"""Part en montant des contrats où au moins une TPE-PME locale est titulaire.

Sensibilité de PL_mt : le montant entier compte si le groupement contient une TPE-PME locale. Unité : part de 0 à 1.
Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import AtLeastOne, Indicator, Kind

INDICATOR = Indicator(
    code="PL_mt_max",
    label="Part en montant des contrats où au moins une TPE-PME locale est titulaire",
    unit="share",
    kind=Kind.AMOUNT,
    rows=AtLeastOne(
        "l.sme AND l.local",
        "s.amount",
        "s.amount IS NOT NULL",
    ),
    order=7,
    unknown="size or place unknown",
    amounts=True,
)
