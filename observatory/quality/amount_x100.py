"""Montant sans doute multiplié par cent (centimes lus comme des euros, ou procédure adaptée démesurée)."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

# Beyond ten times the European threshold, for a procedure allowed only below it.
SQL = """
list_contains(said, 'amount_maybe_x100')
OR (contains(lower(procedure), 'adapt') AND stated % 100 = 0 AND stated > 10 * threshold)"""

RULE = Rule(
    "amount_x100",
    "Montant sans doute multiplié par cent (centimes lus comme des euros, ou procédure adaptée démesurée).",
    Effect.AMOUNT,
    SQL,
)
