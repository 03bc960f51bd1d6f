"""Marché de défense ou de sécurité : hors du champ par défaut."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule(
    "defence",
    "Marché de défense ou de sécurité : hors du champ par défaut.",
    Effect.CONTRACT,
    "contains(lower(nature), 'défense')",
)
