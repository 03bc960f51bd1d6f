"""Contrat connu par son seul avis d'attribution : montré à côté des chiffres, jamais dedans."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule
from procurement.attribution import SOURCES

RULE = Rule(
    "notice_only",
    "Contrat connu par son seul avis d'attribution (BOAMP, TED) : hors des chiffres, montré à côté.",
    Effect.CONTRACT,
    f"""source IN {SOURCES}
    AND NOT list_has_any(said, ['same_contract_decp', 'same_contract_notice'])""",
)
