"""Accord-cadre : le montant est un maximum estimé, pas une dépense."""

from __future__ import annotations

from observatory.contracts import Contract, is_framework
from observatory.quality.model import Effect, Rule


def _test(contract: Contract) -> bool:
    return is_framework(contract.award)


RULE = Rule(
    "framework_maximum", "Accord-cadre : le montant est un maximum estimé, pas une dépense.", Effect.TOLD, _test
)
