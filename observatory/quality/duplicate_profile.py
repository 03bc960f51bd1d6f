"""Même contrat sous un autre uid (numéro, acheteur, titulaire, date, montant)."""

from __future__ import annotations

from observatory.contracts import Contract
from observatory.quality.model import Effect, Rule


def _test(contract: Contract) -> bool:
    return contract.copy_of == "profile"


RULE = Rule(
    "duplicate_profile",
    "Même contrat sous un autre uid (numéro, acheteur, titulaire, date, montant).",
    Effect.CONTRACT,
    _test,
)
