"""Avis d'attribution qui ne donne qu'une fourchette : montant inconnu."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule(
    "notice_amount_range",
    "Avis d'attribution qui ne donne qu'une fourchette, ou des montants qui se contredisent : montant inconnu.",
    Effect.TOLD,
    "list_contains(said, 'notice_amount_range')",
)
