"""Part attendue des TPE-PME locales à structure égale (division CPV × taille).

Chaque contrat du territoire reçoit le taux de sa case chez tous les acheteurs de l'instantané, la même année.
Une case de référence de moins de 10 contrats est laissée de côté. Unité : part de 0 à 1. Source : DECP et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Query

SQL = """
SELECT s.contract, e.rate AS x, 1 AS w, 1 AS n
FROM scope s LEFT JOIN expected e ON e.year = s.year AND e.division = s.division AND e.band = s.band"""

INDICATOR = Indicator(
    code="PL_nb_att",
    label="Part attendue des TPE-PME locales en nombre, à structure égale",
    unit="share",
    kind=Kind.MEAN,
    rows=Query(SQL),
    order=3,
    unknown="no reference cell",
    by=True,
)
