"""Aucun titulaire indiqué."""

from __future__ import annotations

from observatory.contracts import Contract
from observatory.quality.model import Effect, Rule


def _test(contract: Contract) -> bool:
    return not contract.award.winners


RULE = Rule("winner_missing", "Aucun titulaire indiqué.", Effect.TOLD, _test)
