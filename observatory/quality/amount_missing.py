"""Montant absent, nul ou d'un euro : inconnu."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule(
    "amount_missing", "Montant absent, nul ou d'un euro : inconnu.", Effect.AMOUNT, "coalesce(stated <= 1, TRUE)"
)
