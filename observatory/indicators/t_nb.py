"""Part des PME de moins de 10 salariés (proxy) dans les contrats (en nombre).

PME dont la tranche d'effectif Sirene est NN, 00, 01, 02 ou 03 : proxy, le chiffre d'affaires est inconnu.
Un contrat à n titulaires compte 1/n pour chacun.
Unité : part de 0 à 1. Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="T_nb",
    label="Part des PME de moins de 10 salariés (proxy) dans les contrats (en nombre)",
    unit="share",
    kind=Kind.NUMBER,
    rows=Share("l.micro", "l.staff_known AND l.micro IS NOT NULL"),
    order=30,
    unknown="staff unknown",
)
