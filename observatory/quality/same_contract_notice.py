"""Le contrat de l'avis d'attribution est aussi dans un avis d'un autre journal : il n'est compté qu'une fois."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule(
    "same_contract_notice",
    "Avis d'attribution d'un contrat qu'un autre avis donne déjà (TED et BOAMP) : compté une fois.",
    Effect.CONTRACT,
    "list_contains(said, 'same_contract_notice')",
)
