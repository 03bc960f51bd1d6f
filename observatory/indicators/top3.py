"""Part des trois premiers titulaires dans les montants initiaux.

Trois SIREN aux montants cumulés les plus forts du territoire et de l'année. Unité : part de 0 à 1.
Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="TOP3",
    label="Part des trois premiers titulaires dans les montants initiaux",
    unit="share",
    kind=Kind.AMOUNT,
    rows=Share(
        "(leaders.place IS NOT NULL)",
        "l.siren IS NOT NULL",
        "s.amount * l.weight",
        "s.amount IS NOT NULL",
        ranked=True,
    ),
    order=77,
    unknown="winner unknown",
    amounts=True,
)
