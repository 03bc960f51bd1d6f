"""Nombre médian d'offres reçues par lot.

Comprend les offres irrégulières et anormalement basses. Zéro est tenu pour inconnu. Unité : nombre. Source : DECP.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind

SQL = """
SELECT median(x)::DOUBLE AS value, count(x) AS n, count(*) AS total
FROM (
  SELECT nullif(s.offers, 0) AS x
  FROM scope s)"""

INDICATOR = Indicator(
    code="OFFRES_med",
    label="Nombre médian d'offres reçues par lot",
    unit="count",
    kind=Kind.VALUE,
    sql=SQL,
    order=60,
    unknown="offers unknown",
    minimum=10,
)
