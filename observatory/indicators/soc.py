"""Part des contrats avec une considération sociale.

Clause, critère ou marché réservé. Une valeur vide est inconnue : elle ne vaut pas « non ».
Unité : part de 0 à 1, en nombre de contrats. Source : DECP.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="SOC",
    label="Part des contrats avec une considération sociale",
    unit="share",
    kind=Kind.NUMBER,
    rows=Share("(s.social)", "s.social IS NOT NULL"),
    order=70,
    unknown="consideration unknown",
)
