"""Montant initial médian d'un contrat.

Médiane des montants initiaux HT retenus. Unité : euro. Source : DECP.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Figure, Indicator, Kind

INDICATOR = Indicator(
    code="MT_med",
    label="Montant initial médian d'un contrat",
    unit="euro",
    kind=Kind.MEDIAN,
    rows=Figure("s.amount"),
    order=52,
    unknown="amount unknown or set aside",
    minimum=10,
)
