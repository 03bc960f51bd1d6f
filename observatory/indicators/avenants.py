"""Évolution médiane du montant des contrats modifiés.

(dernier montant − montant initial) / montant initial, sur les contrats dont un avenant donne un montant ; le montant
initial ne change jamais. Unité : part. Source : DECP.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind

SQL = """
SELECT median(x)::DOUBLE AS value, count(x) AS n, count(*) AS total
FROM (
  SELECT CASE WHEN s.amount IS NOT NULL AND s.last_amount IS NOT NULL THEN s.last_amount / s.stated_amount - 1 END AS x
  FROM scope s)"""

INDICATOR = Indicator(
    code="AVENANTS",
    label="Évolution médiane du montant des contrats modifiés",
    unit="share",
    kind=Kind.VALUE,
    sql=SQL,
    order=73,
    unknown="no amendment with an amount",
    minimum=10,
)
