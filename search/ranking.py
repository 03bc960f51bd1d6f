"""How words and trades make one score, and when an answer is cut short."""

from __future__ import annotations

from dataclasses import dataclass

from search.analysis import forms
from search.columns import Row
from search.meaning import Meaning
from search.vocabulary import OBJECT, Trade, building_trades, by_id, things

STUDY_FOR_WORKS, WORKS_FOR_STUDY, STUDY_OF_TECHNIQUE = 0.06, 0.12, 0.5
BUILDING, WITH_LOTS, NEAR = 0.9, 0.3, 0.33
IN_PASSING = 0.6  # a building trade named only in the text of a notice that is no building works
SAME_KIND, OTHER_KIND = 0.55, 0.2
SAME_KIND_ANY, OTHER_KIND_ANY = 0.8, 0.65  # for missions much alike whatever their object
OUTDOORS, BESIDE = frozenset({"voirie", "eau", "ouvrage", "milieu", "paysage"}), 0.7  # "car park of the school"
TITLE, PASSING = 3.0, 1.5
UNFIT, UNSAID = 0.6, 0.8
WORKS, GOODS = f"{OBJECT}travaux", f"{OBJECT}fourniture"
SURE = 1.9  # a trade score below it is a word in passing
FLOOR = 1.0  # below it, when nothing is sure, a notice is not worth showing
TAIL = 0.3  # below it a notice only shares a word with the query
FEW, LOOKED_AT = 10, 50
FOUND_ALL, FOUND_PLACE = 1.35, 1.8  # for a notice with all the words no trade explains; when one is a town
MOST_OF_IT = 0.6


Wanted = list[tuple[Trade, float]]


@dataclass(frozen=True, slots=True)
class View:
    """What the scores of a row look at, its nature, `whole` and `rest` apart: rows alike in it have the same scores.

    `each`: trades whose score counts; `highest`: groups of which only the highest score does, and not below the number
    beside; `any`: groups of which only the presence of one does, at the number beside. An engine so ranks one row of each kind; a test holds this against the scores.
    """

    each: tuple[str, ...]
    highest: tuple[tuple[frozenset[str], float], ...]
    any: tuple[tuple[frozenset[str], float], ...]
    building: bool


def view(meaning: Meaning) -> View:
    """What the scores for this meaning look at."""
    wanted = known_trades(meaning)
    families: dict[str, set[str]] = {}
    for one in things().values() if meaning.things else ():
        families.setdefault(one.family, set()).add(one.id)
    seen = [frozenset(ids) - {WORKS, GOODS} for ids in families.values()] + [
        frozenset({name}) for name in meaning.things
    ]
    groups = [(ids, 0.0) for ids in (*seen, frozenset({WORKS}), frozenset({GOODS}))]
    return View(
        each=tuple(meaning.trades),
        highest=tuple((frozenset(known.neighbours), TITLE) for known, _ in wanted if known.neighbours),
        any=(*groups, (building_trades(), TITLE)),
        building=any(known.building for known, _ in wanted),
    )


def scored(one: Row, meaning: Meaning, words: float, whole: bool, rest: bool) -> tuple[float, float]:
    """(how sure, score) of a row when trades are meant; the score is a straight line in `words`, 0 to 1.

    `whole`: it has every telling word; `rest`: every word no trade explains. Below TAIL a score is none.
    """
    wanted = known_trades(meaning)
    trade, right = trade_score(one, meaning, wanted), _right_nature(one, meaning, wanted)
    sure = max(trade, SURE if one.building and any(known.building for known, _ in wanted) else 0.0)
    if trade > 0.0:
        score = trade * (1.0 if not meaning.rest or not rest else FOUND_PLACE if meaning.place else FOUND_ALL)
        return sure, score + (words + (0.3 if whole else 0.0) + _same_place(one, meaning)) * right
    return sure, 0.4 * words * right if whole else 0.0


def titled(title: str, meaning: Meaning) -> bool:
    """Whether a title (with its lots) writes the very words: their stems alone may be another word's."""
    return meaning.forms <= set(forms(title))


def trade_score(one: Row, meaning: Meaning, wanted: Wanted) -> float:
    """How well a notice answers the trades a query means: about 0 to 5. The best trade counts, the others a little."""
    found = sorted((_one(one, known, meaning) * weight for known, weight in wanted), reverse=True)
    return found[0] + 0.2 * sum(found[1:3]) if found else 0.0


def known_trades(meaning: Meaning) -> Wanted:
    """The trades meant, with their weights."""
    return [(by_id()[name], weight) for name, weight in meaning.trades.items() if name in by_id()]


def _one(one: Row, known: Trade, meaning: Meaning) -> float:
    found = one.trades.get(known.id, 0.0)
    if known.nature == "intellectual":
        return found * (1.0 if one.study or found >= TITLE else WORKS_FOR_STUDY) * _same_object(one, known, meaning)
    if meaning.study:
        return found * (1.0 if one.study else WORKS_FOR_STUDY)
    if one.study:
        return found * (STUDY_OF_TECHNIQUE if meaning.either else STUDY_FOR_WORKS)
    if known.building and one.building and not _names_others(one, known):
        found = max(found, BUILDING + (WITH_LOTS if one.lots else 0.0)) + 0.3
    elif known.building and found < PASSING:
        found *= IN_PASSING
    near = max((one.trades.get(other, 0.0) for other in known.neighbours), default=0.0)
    return max(found, NEAR * near if near >= TITLE else 0.0) * _fitting(one, known)


def _names_others(one: Row, known: Trade) -> bool:
    """True when the title of building works names other building trades and not this one."""
    named = {name for name in building_trades() if one.trades.get(name, 0.0) >= TITLE}
    return bool(named) and known.id not in named


def _fitting(one: Row, known: Trade) -> float:
    """A builder does not deliver goods and a shop does not build: what the title says it buys must suit the trade."""
    works, goods = WORKS in one.trades, GOODS in one.trades
    if known.nature == "works":
        return 1.0 if works else UNFIT if goods else UNSAID
    return UNSAID if known.nature == "supply" and works and not goods else 1.0


def _same_object(one: Row, known: Trade, meaning: Meaning) -> float:
    """A mission on a school and one on a road are different jobs; 1 when the query names no object."""
    if not meaning.things:
        return 1.0
    named = {name for name in one.trades if name.startswith(OBJECT)} - {WORKS, GOODS}
    families = {things()[name].family for name in meaning.things}
    if named & meaning.things:
        outdoors = any(things()[name].family in OUTDOORS - families for name in named if name in things())
        return BESIDE if outdoors else 1.0
    near = any(things()[name].family in families for name in named if name in things())
    if known.by_object:
        return SAME_KIND if near else OTHER_KIND
    return SAME_KIND_ANY if near else OTHER_KIND_ANY


def _right_nature(one: Row, meaning: Meaning, wanted: Wanted) -> float:
    """What the words of a notice are worth: little when it buys works and a study is asked, or the reverse."""
    studies = [meaning.study or known.nature == "intellectual" for known, _ in wanted]
    if meaning.either or (any(studies) and not all(studies)) or one.study == all(studies):
        return 1.0
    return STUDY_FOR_WORKS if one.study else WORKS_FOR_STUDY


def _same_place(one: Row, meaning: Meaning) -> float:
    return 0.25 if any(name in one.trades for name in meaning.things) else 0.0
