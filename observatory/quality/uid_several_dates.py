"""Le même uid porte plusieurs dates de notification : compté comme autant de contrats."""

from __future__ import annotations

from observatory.contracts import Contract
from observatory.quality.model import Effect, Rule


def _test(contract: Contract) -> bool:
    return contract.dates > 1


RULE = Rule(
    "uid_several_dates",
    "Le même uid porte plusieurs dates de notification : compté comme autant de contrats.",
    Effect.TOLD,
    _test,
)
