"""What the index knows of a notice besides its words: its columns, its trades, its nature."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from search.contract import SearchNotice
from search.nature import is_building, is_study
from search.trades import trade, trades_for_notice

OBJECT = 2.0
_LOT = re.compile(r"\blots?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A notice with its trades and its nature. `main` are the trades it is really for, best first."""

    notice: SearchNotice
    trades: Mapping[str, float]
    study: bool
    building: bool
    lots: bool
    main: tuple[str, ...]


def row(notice: SearchNotice) -> Row:
    """The row of a notice."""
    found = {trade_id: round(value, 2) for trade_id, value in trades_for_notice(notice).items()}
    named = bool(notice.lots or _LOT.search(notice.text[:60_000]))
    study = is_study(notice.title, notice.contract_type)
    return rebuilt(notice, found, study, is_building(notice.title, notice.cpv), named)


def rebuilt(notice: SearchNotice, found: Mapping[str, float], study: bool, building: bool, lots: bool) -> Row:
    """The row of a notice whose trades and nature are known."""
    best = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    main = tuple(trade_id for trade_id, value in best if value >= OBJECT and _really(trade_id, value, study))
    return Row(notice, found, study, building, lots, main)


def _really(trade_id: str, value: float, study: bool) -> bool:
    known = trade(trade_id)
    if known is None:
        return False
    return (study or value >= 3.0) if known.nature == "intellectual" else not study
