"""Concession : hors du champ par défaut."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule("concession", "Concession : hors du champ par défaut.", Effect.CONTRACT, "concession")
