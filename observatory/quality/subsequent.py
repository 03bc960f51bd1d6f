"""Marché subséquent : compté en nombre, hors des montants (le maximum de l'accord-cadre y est déjà)."""

from __future__ import annotations

from observatory.contracts import Contract, is_subsequent
from observatory.quality.model import Effect, Rule


def _test(contract: Contract) -> bool:
    return is_subsequent(contract.award)


RULE = Rule(
    "subsequent",
    "Marché subséquent : compté en nombre, hors des montants (le maximum de l'accord-cadre y est déjà).",
    Effect.AMOUNT,
    _test,
)
