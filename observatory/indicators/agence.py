"""Part des contrats dont le titulaire, déclaré ailleurs, a un établissement avec salariés sur place.

Biais d'agence : titulaire non local par le SIRET déclaré mais présent par un établissement actif avec salariés, selon
la même définition de local. Unité : part de 0 à 1, en nombre de contrats.
Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="AGENCE",
    label="Part des contrats dont le titulaire, déclaré ailleurs, a un établissement avec salariés sur place",
    unit="share",
    kind=Kind.NUMBER,
    rows=Share("(l.present AND NOT l.declared_local)", "l.present IS NOT NULL AND l.declared_local IS NOT NULL"),
    order=24,
    unknown="place unknown",
)
