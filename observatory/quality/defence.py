"""Marché de défense ou de sécurité : hors du champ par défaut."""

from __future__ import annotations

from observatory.contracts import Contract
from observatory.quality.model import Effect, Rule


def _test(contract: Contract) -> bool:
    return "défense" in (contract.award.nature or "").lower()


RULE = Rule("defence", "Marché de défense ou de sécurité : hors du champ par défaut.", Effect.CONTRACT, _test)
