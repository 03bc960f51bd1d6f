"""Plusieurs titulaires pour un contrat : chacun compte 1/n et le montant une seule fois."""

from __future__ import annotations

from observatory.contracts import Contract
from observatory.quality.model import Effect, Rule


def _test(contract: Contract) -> bool:
    return len(contract.award.winners) > 1


RULE = Rule(
    "several_winners",
    "Plusieurs titulaires pour un contrat : chacun compte 1/n et le montant une seule fois.",
    Effect.TOLD,
    _test,
)
