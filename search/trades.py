"""The trades: what they are called, which ones a notice is for, which ones a query or a firm's activity means."""

from __future__ import annotations

from search.meaning import stem_owners, trades_for_naf, trades_for_query
from search.tagging import trades_for_cpv, trades_for_notice
from search.vocabulary import Trade, by_id, trades

__all__ = [
    "Trade",
    "known_stems",
    "label",
    "trade",
    "trades",
    "trades_for_cpv",
    "trades_for_naf",
    "trades_for_notice",
    "trades_for_query",
]


def trade(trade_id: str) -> Trade | None:
    """The trade with this id, or None."""
    return by_id().get(trade_id)


def label(trade_id: str) -> str:
    """The plain French label of a trade; its id when unknown."""
    found = trade(trade_id)
    return found.label if found else trade_id


def known_stems() -> frozenset[str]:
    """Every stem of the vocabulary, for spelling."""
    return frozenset(stem_owners())
