"""Part des contrats publiés plus de deux mois après leur notification.

La règle est de publier dans les deux mois. Unité : part de 0 à 1, en nombre de contrats.
Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="RETARD",
    label="Part des contrats publiés plus de deux mois après leur notification",
    unit="share",
    kind=Kind.NUMBER,
    rows=Share(
        "(s.published > s.notified + INTERVAL 2 MONTH)", "s.published IS NOT NULL AND s.published >= s.notified"
    ),
    order=65,
    unknown="publication day unknown",
)
