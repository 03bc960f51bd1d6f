"""Couverture : contrats dont le lieu du titulaire et de l'acheteur est connu.

Unité : part de 0 à 1, en nombre de contrats. Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="Cov_loc",
    label="Couverture : contrats dont le lieu du titulaire et de l'acheteur est connu",
    unit="share",
    kind=Kind.COVERAGE,
    rows=Share("(l.local IS NOT NULL)", "TRUE"),
    order=41,
)
