"""Distance médiane entre l'acheteur et le titulaire.

Grand cercle entre centroïdes de communes, au km ; le plus proche des titulaires ; hors outre-mer vers métropole.
Unité : km. Source : DECP, Sirene, COG.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Query

SQL = """
SELECT s.contract, min(l.km) AS x, 1 AS w, 1 AS n FROM scope s JOIN lines l USING (contract) GROUP BY s.contract"""

INDICATOR = Indicator(
    code="DIST_med",
    label="Distance médiane entre l'acheteur et le titulaire",
    unit="km",
    kind=Kind.MEDIAN,
    rows=Query(SQL),
    order=63,
    unknown="place unknown",
    minimum=10,
)
