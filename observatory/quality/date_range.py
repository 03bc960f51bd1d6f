"""Date de notification hors de portée (avant 2010, ou plus d'un an après la publication)."""

from __future__ import annotations

from observatory.contracts import Contract
from observatory.quality.model import Effect, Rule


def _test(contract: Contract) -> bool:
    notified, published = contract.award.notified, contract.award.published
    if notified is None:
        return False
    return notified.year < 2010 or notified.year > 2100 or bool(published and (notified - published).days > 366)


RULE = Rule(
    "date_out_of_range",
    "Date de notification hors de portée (avant 2010, ou plus d'un an après la publication).",
    Effect.CONTRACT,
    _test,
)
