"""Montant absent, nul ou d'un euro : inconnu."""

from __future__ import annotations

from observatory.contracts import Contract
from observatory.quality.model import Effect, Rule


def _test(contract: Contract) -> bool:
    return contract.award.amount is None or contract.award.amount <= 1


RULE = Rule("amount_missing", "Montant absent, nul ou d'un euro : inconnu.", Effect.AMOUNT, _test)
