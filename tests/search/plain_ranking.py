"""The ranking said plainly, of one notice at a time: what the engine's ranking of whole columns is held against."""

from __future__ import annotations

from search import ranking as r
from search.columns import Row
from search.meaning import Meaning
from search.ranking import GOODS, SURE, TITLE, WORKS, Wanted, known_trades
from search.vocabulary import OBJECT, Trade, building_trades, things


def scored(one: Row, meaning: Meaning, words: float, whole: bool, rest: bool) -> tuple[float, float]:
    """(how sure, score) of a row when trades are meant; the score is told by `words`, 0 to 1.

    `whole`: it has every telling word; `rest`: every word no trade explains. Below TAIL a score is none.
    """
    wanted = known_trades(meaning)
    trade, right = trade_score(one, meaning, wanted), _right_nature(one, meaning, wanted)
    sure = max(trade, SURE if one.building and any(known.building for known, _ in wanted) else 0.0)
    if trade > 0.0:
        score = trade * (1.0 if not meaning.rest or not rest else r.FOUND_PLACE if meaning.place else r.FOUND_ALL)
        return sure, score + (words + (0.3 if whole else 0.0) + _same_place(one, meaning)) * right
    return sure, 0.4 * words * right if whole else 0.0


def trade_score(one: Row, meaning: Meaning, wanted: Wanted) -> float:
    """How well a notice answers the trades a query means: about 0 to 5. The best trade counts, the others a little."""
    found = sorted((_one(one, known, meaning) * weight for known, weight in wanted), reverse=True)
    return found[0] + 0.2 * sum(found[1:3]) if found else 0.0


def _one(one: Row, known: Trade, meaning: Meaning) -> float:
    found = one.trades.get(known.id, 0.0)
    if known.nature == "intellectual":
        return found * (1.0 if one.study or found >= TITLE else r.WORKS_FOR_STUDY) * _same_object(one, known, meaning)
    if meaning.study:
        return found * (1.0 if one.study else r.WORKS_FOR_STUDY)
    if one.study:
        return found * (r.STUDY_OF_TECHNIQUE if meaning.either else r.STUDY_FOR_WORKS)
    if known.building and one.building and not _names_others(one, known):
        found = max(found, r.BUILDING + (r.WITH_LOTS if one.lots else 0.0)) + 0.3
    elif known.building and found < r.PASSING:
        found *= r.IN_PASSING
    near = max((one.trades.get(other, 0.0) for other in known.neighbours), default=0.0)
    return max(found, r.NEAR * near if near >= TITLE else 0.0) * _fitting(one, known, meaning.artisan)


def _names_others(one: Row, known: Trade) -> bool:
    """True when the title of building works names other building trades and not this one."""
    named = {name for name in building_trades() if one.trades.get(name, 0.0) >= TITLE}
    return bool(named) and known.id not in named


def _fitting(one: Row, known: Trade, artisan: bool) -> float:
    """A builder does not deliver goods and a shop does not build: what the title says it buys must suit the trade."""
    works, goods = WORKS in one.trades, GOODS in one.trades
    if known.nature == "works":
        suits = 1.0 if works else r.UNFIT if goods else r.UNSAID
        return suits * (r.RUN_BY_A_BUILDER if artisan and r.RUNNING in one.trades else 1.0)
    return r.UNSAID if known.nature == "supply" and works and not goods else 1.0


def _same_object(one: Row, known: Trade, meaning: Meaning) -> float:
    """A mission on a school and one on a road are different jobs; 1 when the query names no object."""
    if not meaning.things:
        return 1.0
    named = {name for name in one.trades if name.startswith(OBJECT)} - r.BOUGHT
    families = {things()[name].family for name in meaning.things}
    if named & meaning.things:
        outdoors = any(things()[name].family in r.OUTDOORS - families for name in named if name in things())
        return r.BESIDE if outdoors else 1.0
    near = any(things()[name].family in families for name in named if name in things())
    if known.by_object:
        return r.SAME_KIND if near else r.OTHER_KIND
    return r.SAME_KIND_ANY if near else r.OTHER_KIND_ANY


def _right_nature(one: Row, meaning: Meaning, wanted: Wanted) -> float:
    """What the words of a notice are worth: little when it buys works and a study is asked, or the reverse."""
    studies = [meaning.study or known.nature == "intellectual" for known, _ in wanted]
    if meaning.either or (any(studies) and not all(studies)) or one.study == all(studies):
        return 1.0
    return r.STUDY_FOR_WORKS if one.study else r.WORKS_FOR_STUDY


def _same_place(one: Row, meaning: Meaning) -> float:
    return 0.25 if any(name in one.trades for name in meaning.things) else 0.0
