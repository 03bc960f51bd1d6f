"""Même contrat publié plusieurs fois (uid, titulaires, date) : la publication la plus récente est gardée."""

from __future__ import annotations

from observatory.contracts import Contract
from observatory.quality.model import Effect, Rule


def _test(contract: Contract) -> bool:
    return contract.copy_of == "uid"


RULE = Rule(
    "duplicate_uid",
    "Même contrat publié plusieurs fois (uid, titulaires, date) : la publication la plus récente est gardée.",
    Effect.CONTRACT,
    _test,
)
