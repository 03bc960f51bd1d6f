"""Part des contrats passés sans publicité ni mise en concurrence.

Lue dans la procédure déclarée.
Unité : part de 0 à 1, en nombre de contrats. Source : DECP.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="SMC",
    label="Part des contrats passés sans publicité ni mise en concurrence",
    unit="share",
    kind=Kind.NUMBER,
    rows=Share("(s.without_competition)", "s.procedure IS NOT NULL"),
    order=62,
    unknown="procedure unknown",
)
