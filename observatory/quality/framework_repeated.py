"""Même maximum d'accord-cadre répété sous plusieurs numéros : divisé par le nombre de répétitions."""

from __future__ import annotations

from observatory.contracts import Contract
from observatory.quality.model import Effect, Rule


def _test(contract: Contract) -> bool:
    return contract.repeats > 1


RULE = Rule(
    "framework_repeated",
    "Même maximum d'accord-cadre répété sous plusieurs numéros : divisé par le nombre de répétitions.",
    Effect.TOLD,
    _test,
)
