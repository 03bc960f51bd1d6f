"""Part des contrats où au moins une TPE-PME locale est titulaire.

Sensibilité de PL_nb : un groupement compte s'il contient une TPE-PME locale. Unité : part de 0 à 1.
Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import AtLeastOne, Indicator, Kind

INDICATOR = Indicator(
    code="PL_nb_max",
    label="Part des contrats où au moins une TPE-PME locale est titulaire",
    unit="share",
    kind=Kind.NUMBER,
    rows=AtLeastOne("l.sme AND l.local"),
    order=5,
    unknown="size or place unknown",
)
