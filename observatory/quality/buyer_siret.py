"""SIRET de l'acheteur absent ou invalide."""

from __future__ import annotations

from observatory.contracts import Contract
from observatory.quality.model import Effect, Rule
from procurement.identifiers import valid_siret


def _test(contract: Contract) -> bool:
    return valid_siret(contract.award.buyer_siret) is None


RULE = Rule("buyer_siret_invalid", "SIRET de l'acheteur absent ou invalide.", Effect.TOLD, _test)
