"""Part des TPE-PME locales en nombre, le mandataire comptant pour tout le groupement.

Sensibilité de PL_nb : un groupement compte pour son premier titulaire listé. Unité : part de 0 à 1.
Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="PL_nb_man",
    label="Part des TPE-PME locales en nombre, le mandataire comptant pour tout le groupement",
    unit="share",
    kind=Kind.NUMBER,
    rows=Share("(l.sme AND l.local)", "l.sme IS NOT NULL AND l.local IS NOT NULL", "1", "l.rank = 1"),
    order=4,
    unknown="size or place unknown",
)
