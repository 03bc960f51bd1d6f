"""Part des contrats modifiés dont le montant a augmenté de plus de 10 % (15 % en travaux).

Parmi les contrats dont un avenant donne un montant : seuils d'attention, pas d'irrégularité. Unité : part de 0 à 1.
Source : DECP (contrats notifiés dans l'année) et Sirene.
Exclus : copies, concessions, défense, dates absentes ou invraisemblables.
"""

from __future__ import annotations

from observatory.indicators.model import Indicator, Kind, Share

INDICATOR = Indicator(
    code="AVEN_sup",
    label="Part des contrats modifiés dont le montant a augmenté de plus de 10 % (15 % en travaux)",
    unit="share",
    kind=Kind.NUMBER,
    rows=Share(
        "(s.last_amount > s.stated_amount * CASE WHEN s.contract_type = 'travaux' THEN 1.15 ELSE 1.10 END)",
        "s.stated_amount > 1",
        where="s.last_amount IS NOT NULL AND s.amount IS NOT NULL",
    ),
    order=76,
    unknown="amount unknown or set aside",
)
