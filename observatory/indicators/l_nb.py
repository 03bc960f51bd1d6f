"""Part des titulaires locaux dans les contrats (en nombre).

Titulaire local à l'acheteur, selon la définition choisie.
Un contrat à n titulaires compte 1/n pour chacun.
Unité : part de 0 à 1. Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="L_nb",
    label="Part des titulaires locaux dans les contrats (en nombre)",
    unit="share",
    kind=Kind.NUMBER,
    rows=Share("l.local", "l.local IS NOT NULL"),
    order=20,
    unknown="place unknown",
    by=True,
)
