"""Au moins un titulaire sans SIRET valide : taille et lieu souvent inconnus."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule(
    "winner_siret_invalid",
    "Au moins un titulaire sans SIRET valide : taille et lieu souvent inconnus.",
    Effect.TOLD,
    "without_siret > 0",
)
