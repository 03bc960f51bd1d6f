"""Couverture : contrats dont le montant est retenu.

Unité : part de 0 à 1, en nombre de contrats. Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="Cov_mt",
    label="Couverture : contrats dont le montant est retenu",
    unit="share",
    kind=Kind.COVERAGE,
    rows=Share("(s.amount IS NOT NULL)", "TRUE"),
    order=42,
)
