"""Nombre d'entreprises différentes titulaires d'au moins un contrat.

SIREN différents ; un groupement compte chacun de ses membres identifiés. Unité : nombre.
Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Query

SQL = "SELECT s.contract, l.siren AS x, 1 AS w, l.weight AS n FROM scope s JOIN lines l USING (contract)"

INDICATOR = Indicator(
    code="TIT",
    label="Nombre d'entreprises différentes titulaires d'au moins un contrat",
    unit="count",
    kind=Kind.DISTINCT,
    rows=Query(SQL),
    order=53,
    unknown="winner unknown",
    minimum=0,
)
