"""Le contrat de l'avis d'attribution est aussi dans les données essentielles : il n'est compté que là."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule(
    "same_contract_decp",
    "Avis d'attribution d'un contrat déjà publié dans les données essentielles : compté une fois, là.",
    Effect.CONTRACT,
    "list_contains(said, 'same_contract_decp')",
)
