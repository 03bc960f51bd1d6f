"""Montants initiaux cumulés des contrats.

Montants initiaux HT retenus, maximums d'accords-cadres compris : ce n'est pas une dépense. Unité : euro. Source :
DECP.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind

SQL = """
SELECT sum(s.amount)::DOUBLE AS value, count(s.amount) AS n, count(*) AS total
FROM scope s"""

INDICATOR = Indicator(
    code="MT_total",
    label="Montants initiaux cumulés des contrats",
    unit="euro",
    kind=Kind.VALUE,
    sql=SQL,
    order=51,
    unknown="amount unknown or set aside",
    minimum=0,
)
