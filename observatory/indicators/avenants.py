"""Évolution médiane du montant des contrats modifiés.

(dernier montant − montant initial) / montant initial, sur les contrats dont un avenant donne un montant ; le montant
initial ne change jamais. Unité : part. Source : DECP.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Figure, Indicator, Kind

INDICATOR = Indicator(
    code="AVENANTS",
    label="Évolution médiane du montant des contrats modifiés",
    unit="share",
    kind=Kind.MEDIAN,
    rows=Figure("CASE WHEN s.amount IS NOT NULL THEN s.last_amount / nullif(s.stated_amount, 0) - 1 END"),
    order=73,
    unknown="no amendment with an amount",
    minimum=10,
)
