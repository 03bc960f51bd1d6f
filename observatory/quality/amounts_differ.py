"""Les lignes du même contrat donnent des montants différents : la plus récente est retenue."""

from __future__ import annotations

from observatory.contracts import Contract
from observatory.quality.model import Effect, Rule


def _test(contract: Contract) -> bool:
    return contract.amounts > 1 or "amounts_differ" in contract.award.flags


RULE = Rule(
    "amounts_differ",
    "Les lignes du même contrat donnent des montants différents : la plus récente est retenue.",
    Effect.TOLD,
    _test,
)
