"""Montant invraisemblable (plus de 3 milliards, chiffres répétés, suite 123456789, valeur sentinelle)."""

from __future__ import annotations

import re
from decimal import Decimal

from observatory.contracts import Contract
from observatory.quality.model import Effect, Rule

_LIMIT = Decimal(3_000_000_000)
_SENTINEL = Decimal(12_311_111_111)
_LARGE = Decimal(100_000_000)


def _test(contract: Contract) -> bool:
    amount = contract.award.amount
    if {"amount_outlier", "amount_placeholder"} & set(contract.award.flags):
        return True
    if amount is None:
        return False
    digits = str(int(abs(amount)))
    repeated = amount > _LARGE and re.search(r"([1-9])\1{6,}", digits) is not None
    return amount < 0 or amount > _LIMIT or amount == _SENTINEL or repeated or digits.startswith("123456789")


RULE = Rule(
    "amount_outlier",
    "Montant invraisemblable (plus de 3 milliards, chiffres répétés, suite 123456789, valeur sentinelle).",
    Effect.AMOUNT,
    _test,
)
