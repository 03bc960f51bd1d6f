"""Montant peut-être saisi toutes taxes comprises (divisé par 1,2 il tombe sur un multiple de 1 000) : non corrigé."""

from __future__ import annotations

from decimal import Decimal

from observatory.contracts import Contract
from observatory.quality.model import Effect, Rule


def _test(contract: Contract) -> bool:
    amount = contract.award.amount
    if amount is None or amount < 40_000 or amount % 1000 == 0:
        return False
    return (amount / Decimal("1.2")) % 1000 == 0


RULE = Rule(
    "amount_ttc",
    "Montant peut-être saisi toutes taxes comprises (divisé par 1,2 il tombe sur un multiple de 1 000) : non corrigé.",
    Effect.TOLD,
    _test,
)
