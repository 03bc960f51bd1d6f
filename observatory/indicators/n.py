"""Contrats (lots attribués).

Une ligne DECP est un marché ou un lot : on compte des contrats attribués, jamais des appels d'offres. Unité : nombre.
Source : DECP.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Figure, Indicator, Kind

INDICATOR = Indicator(
    code="N",
    label="Contrats (lots attribués)",
    unit="count",
    kind=Kind.SUM,
    rows=Figure("1"),
    order=50,
    unknown="unknown",
    minimum=0,
)
