"""Marché subséquent : compté en nombre, hors des montants (le maximum de l'accord-cadre y est déjà)."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule(
    "subsequent",
    "Marché subséquent : compté en nombre, hors des montants (le maximum de l'accord-cadre y est déjà).",
    Effect.AMOUNT,
    "subsequent",
)
