"""Part des PME dans les contrats (en nombre).

Titulaire PME au sens du décret 2008-1354 (catégorie Sirene).
Un contrat à n titulaires compte 1/n pour chacun.
Unité : part de 0 à 1. Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="P_nb",
    label="Part des PME dans les contrats (en nombre)",
    unit="share",
    kind=Kind.NUMBER,
    rows=Share("l.sme", "l.sme IS NOT NULL"),
    order=11,
    unknown="size unknown",
    by=True,
)
