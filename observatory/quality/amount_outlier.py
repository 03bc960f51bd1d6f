"""Montant invraisemblable (plus de 3 milliards, chiffres répétés, suite 123456789, valeur sentinelle)."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

# Three billions and more, sentinel values, a digit repeated seven times, digits in sequence.
_REPEATED = "|".join(f"{digit}{{7}}" for digit in range(1, 10))
_DIGITS = "trunc(abs(stated))::HUGEINT::VARCHAR"
SQL = f"""
list_has_any(said, ['amount_outlier', 'amount_placeholder'])
OR stated < 0 OR stated > 3000000000 OR stated = 12311111111 OR starts_with({_DIGITS}, '123456789')
OR (stated > 100000000 AND regexp_matches({_DIGITS}, '{_REPEATED}'))"""

RULE = Rule(
    "amount_outlier",
    "Montant invraisemblable (plus de 3 milliards, chiffres répétés, suite 123456789, valeur sentinelle).",
    Effect.AMOUNT,
    SQL,
)
