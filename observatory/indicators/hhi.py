"""Concentration des titulaires (indice HHI, par acheteur et division CPV).

Σ des carrés des parts de montant par SIREN, sur trois ans, moyenne pondérée par le montant des cases d'au moins 10
contrats. Unité : de 0 à 1. Source : DECP.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Query

SQL = """
WITH firm AS (
  SELECT s.buyer_siret, s.division, l.siren, min(s.contract) AS contract,
         sum(s.amount * l.weight)::DOUBLE AS euros, sum(l.weight) AS contracts
  FROM scope3 s JOIN lines3 l USING (contract)
  WHERE s.amount IS NOT NULL AND l.siren IS NOT NULL AND s.division IS NOT NULL AND s.buyer_siret IS NOT NULL
  GROUP BY ALL
)
SELECT min(contract) AS contract, sum(euros * euros) / nullif(sum(euros) ^ 2, 0) AS x, sum(euros) AS w,
       round(sum(contracts)) AS n
FROM firm GROUP BY buyer_siret, division HAVING sum(contracts) >= 9.999"""

INDICATOR = Indicator(
    code="HHI",
    label="Concentration des titulaires (indice HHI, par acheteur et division CPV)",
    unit="share",
    kind=Kind.MEAN,
    rows=Query(SQL),
    order=74,
    unknown="cell under 10 contracts",
    minimum=10,
    over="scope3",
)
