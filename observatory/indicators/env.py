"""Part des contrats avec une considération environnementale.

Clause ou critère. Une valeur vide est inconnue : elle ne vaut pas « non ».
Unité : part de 0 à 1, en nombre de contrats. Source : DECP.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="ENV",
    label="Part des contrats avec une considération environnementale",
    unit="share",
    kind=Kind.NUMBER,
    rows=Share("(s.environmental)", "s.environmental IS NOT NULL"),
    order=71,
    unknown="consideration unknown",
)
