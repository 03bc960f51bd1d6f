"""Date de notification absente : le contrat n'entre dans aucune année."""

from __future__ import annotations

from observatory.contracts import Contract
from observatory.quality.model import Effect, Rule


def _test(contract: Contract) -> bool:
    return contract.award.notified is None


RULE = Rule(
    "date_missing", "Date de notification absente : le contrat n'entre dans aucune année.", Effect.CONTRACT, _test
)
