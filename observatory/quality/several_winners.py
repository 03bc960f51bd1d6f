"""Plusieurs titulaires pour un contrat : chacun compte pour une part égale, et le montant une seule fois."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule(
    "several_winners",
    "Plusieurs titulaires pour un contrat : chacun compte pour une part égale, et le montant une seule fois.",
    Effect.TOLD,
    "winners > 1",
)
