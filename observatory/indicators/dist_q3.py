"""Distance entre l'acheteur et le titulaire : trois contrats sur quatre sont en deçà.

Troisième quartile de la distance du grand cercle entre centroïdes, au titulaire le plus proche. Unité : km.
Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Query

SQL = """
SELECT s.contract, min(l.km) AS x, 1 AS w, 1 AS n FROM scope s JOIN lines l USING (contract) GROUP BY s.contract"""

INDICATOR = Indicator(
    code="DIST_q3",
    label="Distance entre l'acheteur et le titulaire : trois contrats sur quatre sont en deçà",
    unit="km",
    kind=Kind.QUARTILE,
    rows=Query(SQL),
    order=63,
    unknown="place unknown",
    minimum=10,
)
