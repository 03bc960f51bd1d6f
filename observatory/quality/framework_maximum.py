"""Accord-cadre : le montant est un maximum estimé, pas une dépense."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule(
    "framework_maximum", "Accord-cadre : le montant est un maximum estimé, pas une dépense.", Effect.TOLD, "framework"
)
