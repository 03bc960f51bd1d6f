"""Part des TPE-PME locales dans les contrats (en nombre).

Titulaire à la fois PME et local à l'acheteur.
Un contrat à n titulaires compte 1/n pour chacun.
Unité : part de 0 à 1. Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="PL_nb",
    label="Part des TPE-PME locales dans les contrats (en nombre)",
    unit="share",
    kind=Kind.NUMBER,
    rows=Share("(l.sme AND l.local)", "l.sme IS NOT NULL AND l.local IS NOT NULL"),
    order=0,
    unknown="size or place unknown",
    by=True,
)
