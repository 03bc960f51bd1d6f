"""Part des contrats attribués après une seule offre.

Hors contrats passés sans publicité ni mise en concurrence. Les offres irrégulières sont dans le compte de la source.
Unité : part de 0 à 1, en nombre de contrats. Source : DECP.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="MONO",
    label="Part des contrats attribués après une seule offre",
    unit="share",
    kind=Kind.NUMBER,
    rows=Share("(s.offers = 1)", "s.offers > 0", where="NOT s.without_competition"),
    order=61,
    unknown="offers unknown",
)
