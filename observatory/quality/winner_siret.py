"""Au moins un titulaire sans SIRET valide : taille et lieu souvent inconnus."""

from __future__ import annotations

from observatory.contracts import Contract
from observatory.quality.model import Effect, Rule


def _test(contract: Contract) -> bool:
    return any(not w.siret for w in contract.award.winners)


RULE = Rule(
    "winner_siret_invalid",
    "Au moins un titulaire sans SIRET valide : taille et lieu souvent inconnus.",
    Effect.TOLD,
    _test,
)
