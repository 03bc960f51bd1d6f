"""Le même uid porte plusieurs dates de notification : compté comme autant de contrats."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule(
    "uid_several_dates",
    "Le même uid porte plusieurs dates de notification : compté comme autant de contrats.",
    Effect.TOLD,
    "dates > 1",
)
