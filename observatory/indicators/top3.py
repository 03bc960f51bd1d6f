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
        "(@key::VARCHAR, l.siren) IN (SELECT k, siren FROM (SELECT @key::VARCHAR AS k, l.siren, row_number() OVER "
        "(PARTITION BY @key ORDER BY sum(s.amount * l.weight) DESC, l.siren) AS place FROM scope s JOIN lines l "
        "USING (contract) WHERE s.amount IS NOT NULL AND l.siren IS NOT NULL GROUP BY @key, l.siren) WHERE place <= 3)",
        "l.siren IS NOT NULL",
        "s.amount * l.weight",
        "s.amount IS NOT NULL",
    ),
    order=77,
    unknown="winner unknown",
    amounts=True,
)
