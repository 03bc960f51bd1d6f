"""Aucun titulaire indiqué."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule("winner_missing", "Aucun titulaire indiqué.", Effect.TOLD, "winners = 0")
