"""Même contrat sous un autre uid (numéro, acheteur, titulaire, date, montant)."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule(
    "duplicate_profile",
    "Même contrat sous un autre uid (numéro, acheteur, titulaire, date, montant).",
    Effect.CONTRACT,
    "copy_of = 'profile'",
)
