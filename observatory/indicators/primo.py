"""Part des contrats remportés par une entreprise sans contrat depuis cinq ans.

Tous acheteurs de l'instantané. Un contrat n'est compté que si l'instantané remonte cinq ans avant lui. Unité : part de
0 à 1, en nombre de contrats. Source : DECP.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="PRIMO",
    label="Part des contrats remportés par une entreprise sans contrat depuis cinq ans",
    unit="share",
    kind=Kind.NUMBER,
    rows=Share(
        "coalesce(l.previous < s.notified - INTERVAL 5 YEAR, l.siren IS NOT NULL)",
        "l.siren IS NOT NULL AND s.history",
    ),
    order=75,
    unknown="history or winner unknown",
)
