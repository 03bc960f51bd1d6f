"""Délai médian de publication des données (jours).

Jours entre la notification et la publication des données ; la règle est de deux mois. Unité : jours. Source : DECP.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Figure, Indicator, Kind

INDICATOR = Indicator(
    code="DELAI",
    label="Délai médian de publication des données (jours)",
    unit="count",
    kind=Kind.MEDIAN,
    rows=Figure("CASE WHEN s.published >= s.notified THEN s.published - s.notified END"),
    order=64,
    unknown="publication day unknown",
    minimum=10,
)
