"""Publié avant d'être notifié."""

from __future__ import annotations

from observatory.contracts import Contract
from observatory.quality.model import Effect, Rule


def _test(contract: Contract) -> bool:
    notified, published = contract.award.notified, contract.award.published
    return bool(notified and published and published < notified)


RULE = Rule("published_before_notified", "Publié avant d'être notifié.", Effect.TOLD, _test)
