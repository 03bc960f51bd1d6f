"""Part des accords-cadres dans les contrats.

Lue dans les techniques d'achat, sinon dans la nature.
Unité : part de 0 à 1, en nombre de contrats. Source : DECP.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="ACC",
    label="Part des accords-cadres dans les contrats",
    unit="share",
    kind=Kind.NUMBER,
    rows=Share("(s.framework)", "(s.nature IS NOT NULL OR s.framework)"),
    order=72,
    unknown="unknown",
)
