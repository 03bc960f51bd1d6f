"""Nombre médian d'offres reçues par lot.

Comprend les offres irrégulières et anormalement basses. Zéro est tenu pour inconnu. Unité : nombre. Source : DECP.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Figure, Indicator, Kind

INDICATOR = Indicator(
    code="OFFRES_med",
    label="Nombre médian d'offres reçues par lot",
    unit="count",
    kind=Kind.MEDIAN,
    rows=Figure("nullif(s.offers, 0)"),
    order=60,
    unknown="offers unknown",
    minimum=10,
)
