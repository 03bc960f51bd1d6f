"""Montants initiaux cumulés des contrats.

Montants initiaux HT retenus, maximums d'accords-cadres compris : ce n'est pas une dépense. Unité : euro. Source :
DECP.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Figure, Indicator, Kind

INDICATOR = Indicator(
    code="MT_total",
    label="Montants initiaux cumulés des contrats",
    unit="euro",
    kind=Kind.SUM,
    rows=Figure("s.amount"),
    order=51,
    unknown="amount unknown or set aside",
    minimum=0,
)
