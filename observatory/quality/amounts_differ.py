"""Les lignes du même contrat donnent des montants différents : la plus récente est retenue."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule(
    "amounts_differ",
    "Les lignes du même contrat donnent des montants différents : la plus récente est retenue.",
    Effect.TOLD,
    "amounts > 1 OR list_contains(said, 'amounts_differ')",
)
