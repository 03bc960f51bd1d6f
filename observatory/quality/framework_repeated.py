"""Même maximum d'accord-cadre répété sous plusieurs numéros : divisé par le nombre de répétitions."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule(
    "framework_repeated",
    "Même maximum d'accord-cadre répété sous plusieurs numéros : divisé par le nombre de répétitions.",
    Effect.TOLD,
    "repeats > 1",
)
