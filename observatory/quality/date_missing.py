"""Date de notification absente : le contrat n'entre dans aucune année."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule(
    "date_missing",
    "Date de notification absente : le contrat n'entre dans aucune année.",
    Effect.CONTRACT,
    "notified IS NULL",
)
