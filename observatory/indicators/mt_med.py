"""Montant initial médian d'un contrat.

Médiane des montants initiaux HT retenus. Unité : euro. Source : DECP.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind

SQL = """
SELECT median(x)::DOUBLE AS value, count(x) AS n, count(*) AS total
FROM (
  SELECT s.amount AS x
  FROM scope s)"""

INDICATOR = Indicator(
    code="MT_med",
    label="Montant initial médian d'un contrat",
    unit="euro",
    kind=Kind.VALUE,
    sql=SQL,
    order=52,
    unknown="amount unknown or set aside",
    minimum=10,
)
