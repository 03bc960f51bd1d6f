"""Distance médiane entre l'acheteur et le titulaire.

Grand cercle entre centroïdes de communes, au km ; le plus proche des titulaires ; hors outre-mer vers métropole.
Unité : km. Source : DECP, Sirene, COG.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind

SQL = """
SELECT median(km)::DOUBLE AS value, count(km) AS n, count(*) AS total
FROM (SELECT s.contract, min(l.km) AS km FROM scope s JOIN lines l USING (contract) GROUP BY s.contract)"""

INDICATOR = Indicator(
    code="DIST_med",
    label="Distance médiane entre l'acheteur et le titulaire",
    unit="km",
    kind=Kind.VALUE,
    sql=SQL,
    order=63,
    unknown="place unknown",
    minimum=10,
)
