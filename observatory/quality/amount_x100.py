"""Montant sans doute multiplié par cent (centimes lus comme des euros, ou procédure adaptée démesurée)."""

from __future__ import annotations

from observatory.bands import european_threshold, is_works
from observatory.contracts import Contract
from observatory.quality.model import Effect, Rule

_BEYOND = 10  # times the European threshold, for a procedure allowed only below it


def _test(contract: Contract) -> bool:
    award = contract.award
    if "amount_maybe_x100" in award.flags:
        return True
    if award.amount is None or "adapt" not in (award.procedure or "").lower() or award.amount % 100:
        return False
    year = award.notified.year if award.notified else None
    return award.amount > _BEYOND * european_threshold(year, is_works(award.contract_type, (award.cpv or "")[:2]))


RULE = Rule(
    "amount_x100",
    "Montant sans doute multiplié par cent (centimes lus comme des euros, ou procédure adaptée démesurée).",
    Effect.AMOUNT,
    _test,
)
