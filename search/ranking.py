"""How words and trades make one score."""

from __future__ import annotations

from collections.abc import Mapping

from search.columns import Row
from search.trades import trade

STUDY_FOR_WORKS, WORKS_FOR_STUDY, BUILDING = 0.06, 0.15, 0.45
NEAR = 3.0  # a neighbouring trade below this score tells nothing


def trade_score(one: Row, wanted: Mapping[str, float]) -> float:
    """How well a notice answers the trades a query means: about 0 to 5."""
    return max((_one(one, trade_id, weight) for trade_id, weight in wanted.items()), default=0.0)


def _one(one: Row, trade_id: str, weight: float) -> float:
    found, known = one.trades.get(trade_id, 0.0), trade(trade_id)
    if known is None:
        return 0.0
    if known.nature == "intellectual":
        return weight * found * (1.0 if one.study or found >= 3.0 else WORKS_FOR_STUDY)
    if one.study:
        return weight * found * STUDY_FOR_WORKS
    if known.building and one.building:
        found = max(found, BUILDING + (0.3 if one.lots else 0.0)) + 0.1
    near = max((one.trades.get(other, 0.0) for other in known.neighbours), default=0.0)
    return weight * max(found, 0.2 * near if near >= NEAR else 0.0)


def combine(one: Row, wanted: Mapping[str, float], words: float, whole: bool) -> float:
    """The score of a notice: its trade first, then how well the words match (`words` 0 to 1; `whole`: all of them are there)."""
    by_trade = trade_score(one, wanted)
    factor = STUDY_FOR_WORKS if wanted and one.study and not _intellectual(wanted) else 1.0
    if not wanted:
        return words
    if by_trade <= 0.0:
        return 0.4 * words * factor if whole else 0.0
    return by_trade + (1.2 * words + (0.3 if whole else 0.0)) * factor


def _intellectual(wanted: Mapping[str, float]) -> bool:
    return any((known := trade(trade_id)) is not None and known.nature == "intellectual" for trade_id in wanted)
