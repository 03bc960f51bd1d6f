"""Concession : hors du champ par défaut."""

from __future__ import annotations

from observatory.contracts import Contract
from observatory.quality.model import Effect, Rule


def _test(contract: Contract) -> bool:
    return contract.award.concession


RULE = Rule("concession", "Concession : hors du champ par défaut.", Effect.CONTRACT, _test)
