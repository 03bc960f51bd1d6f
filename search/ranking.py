"""How words and trades make one score, and when an answer is cut short: for all the rows of a table at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from search.analysis import forms
from search.meaning import Meaning
from search.table import Table
from search.vocabulary import OBJECT, Trade, building_trades, by_id, things
from search.words import Ints

STUDY_FOR_WORKS, WORKS_FOR_STUDY, STUDY_OF_TECHNIQUE = 0.06, 0.12, 0.5
BUILDING, WITH_LOTS, NEAR = 0.9, 0.3, 0.33
IN_PASSING = 0.6  # a building trade named only in the text of a notice that is no building works
SAME_KIND, OTHER_KIND = 0.55, 0.2
SAME_KIND_ANY, OTHER_KIND_ANY = 0.8, 0.65  # for missions much alike whatever their object
OUTDOORS, BESIDE = frozenset({"voirie", "eau", "ouvrage", "milieu", "paysage"}), 0.7  # "car park of the school"
TITLE, PASSING = 3.0, 1.5
UNFIT, UNSAID = 0.6, 0.8
WORKS, GOODS, RUNNING = f"{OBJECT}travaux", f"{OBJECT}fourniture", f"{OBJECT}exploitation"
BOUGHT = frozenset({WORKS, GOODS, RUNNING})
RUN_BY_A_BUILDER = 0.5  # to run a heating plant is partly a builder's job
SURE = 1.9  # a trade score below it is a word in passing
FLOOR = 1.0  # below it, when nothing is sure, a notice is not worth showing
TAIL = 0.8  # below it a notice only shares a word with the query
FEW, LOOKED_AT = 10, 50
FOUND_ALL, FOUND_PLACE = 1.35, 1.8  # for a notice with all the words no trade explains; when one is a town
MOST_OF_IT = 0.6


Wanted = list[tuple[Trade, float]]


@dataclass(frozen=True, slots=True)
class Grades:
    """What a meaning makes of each row before its words are counted.

    `trade`: how well it answers the trades; `sure`: how sure that is; `right`: what its words are worth; `place`: what it
    gets for the very object asked.
    """

    trade: Ints
    sure: Ints
    right: Ints
    place: Ints


class _Rows:
    """Some rows of a table, as ranking looks at them."""

    def __init__(self, table: Table, rows: Ints) -> None:
        self._table, self._rows = table, rows
        self.study, self.building, self.lots = table.study[rows], table.building[rows], table.lots[rows]

    def highest(self, names: frozenset[str], least: float = 0.0) -> Ints:
        """The highest score among these trades, 0 below `least`."""
        return self._table.highest(names, least)[self._rows]

    def any(self, names: frozenset[str], least: float = 0.0) -> Ints:
        """Whether there is one of these trades or objects at `least`."""
        return self._table.any_trade(names, least)[self._rows]


def grades(table: Table, meaning: Meaning) -> Grades:
    """The grades of every row of a table when trades are meant."""
    wanted = known_trades(meaning)
    building = table.building if any(known.building for known, _ in wanted) else np.zeros(len(table), bool)
    likely = building | (table.highest(frozenset(known.id for known, _ in wanted)) > 0)
    for known, _ in wanted:
        likely |= table.any_trade(frozenset(known.neighbours), TITLE) if known.neighbours else False
    rows, trade = np.flatnonzero(likely), np.zeros(len(table))
    trade[rows] = _trade_score(_Rows(table, rows), meaning, wanted)
    place = 0.25 * table.any_trade(meaning.things, 0.0) if meaning.things else np.zeros(len(table))
    return Grades(trade, np.maximum(trade, SURE * building), _right_nature(table.study, meaning, wanted), place)


def scored(made: Grades, meaning: Meaning, words: Ints, whole: Ints, rest: Ints) -> Ints:
    """The score of every row. `words` is from 0 to 1; `whole`: it has every telling word; `rest`: every word no trade explains.

    Below TAIL a score is none.
    """
    found = np.where(rest, FOUND_PLACE if meaning.place else FOUND_ALL, 1.0) if meaning.rest else 1.0
    answers = made.trade * found + (words + 0.3 * whole + made.place) * made.right
    return np.where(made.trade > 0.0, answers, whole * (0.4 * words * made.right))


def titled(title: str, meaning: Meaning) -> bool:
    """Whether a title (with its lots) writes the very words: their stems alone may be another word's."""
    return meaning.forms <= set(forms(title))


def _trade_score(rows: _Rows, meaning: Meaning, wanted: Wanted) -> Ints:
    """How well notices answer the trades a query means: about 0 to 5. The best trade counts, the others a little."""
    if not wanted:
        return np.zeros(len(rows.study))
    found = np.sort([_one(rows, known, meaning) * weight for known, weight in wanted], axis=0)[::-1]
    score: Ints = found[0] + 0.2 * found[1:3].sum(axis=0)
    return score


def known_trades(meaning: Meaning) -> Wanted:
    """The trades meant, with their weights."""
    return [(by_id()[name], weight) for name, weight in meaning.trades.items() if name in by_id()]


def _one(rows: _Rows, known: Trade, meaning: Meaning) -> Ints:
    found = rows.highest(frozenset({known.id}))
    if known.nature == "intellectual":
        study = np.where(rows.study | (found >= TITLE), 1.0, WORKS_FOR_STUDY)
        return found * study * _same_object(rows, known, meaning)
    if meaning.study:
        return found * np.where(rows.study, 1.0, WORKS_FOR_STUDY)
    studied = found * (STUDY_OF_TECHNIQUE if meaning.either else STUDY_FOR_WORKS)
    if known.building:
        implied = np.maximum(found, np.where(rows.lots, BUILDING + WITH_LOTS, BUILDING)) + 0.3
        alone = np.where(found < PASSING, found * IN_PASSING, found)
        found = np.where(rows.building & ~_names_others(rows, known, found), implied, alone)
    if known.neighbours:
        found = np.maximum(found, NEAR * rows.highest(frozenset(known.neighbours), TITLE))
    return np.where(rows.study, studied, found * _fitting(rows, known, meaning.artisan))


def _names_others(rows: _Rows, known: Trade, found: Ints) -> Ints:
    """True when the title of building works names other building trades and not this one."""
    named = rows.any(building_trades(), TITLE)
    return named & (found < TITLE) if known.id in building_trades() else named


def _fitting(rows: _Rows, known: Trade, artisan: bool) -> Ints:
    """A builder does not deliver goods and a shop does not build: what the title says it buys must suit the trade."""
    works, goods = rows.any(frozenset({WORKS})), rows.any(frozenset({GOODS}))
    if known.nature == "works":
        suits = np.where(works, 1.0, np.where(goods, UNFIT, UNSAID))
        return suits * np.where(rows.any(frozenset({RUNNING})), RUN_BY_A_BUILDER, 1.0) if artisan else suits
    return np.where(works & ~goods, UNSAID if known.nature == "supply" else 1.0, 1.0)


def _same_object(rows: _Rows, known: Trade, meaning: Meaning) -> Ints | float:
    """A mission on a school and one on a road are different jobs; 1 when the query names no object."""
    if not meaning.things:
        return 1.0
    families = {things()[name].family for name in meaning.things}
    said = {name: one.family for name, one in things().items() if name not in BOUGHT}
    near = rows.any(frozenset(name for name, family in said.items() if family in families))
    outdoors = rows.any(frozenset(name for name, family in said.items() if family in OUTDOORS - families))
    same, other = (SAME_KIND, OTHER_KIND) if known.by_object else (SAME_KIND_ANY, OTHER_KIND_ANY)
    named = rows.any(meaning.things - BOUGHT)
    return np.where(named, np.where(outdoors, BESIDE, 1.0), np.where(near, same, other))


def _right_nature(study: Ints, meaning: Meaning, wanted: Wanted) -> Ints:
    """What the words of a notice are worth: little when it buys works and a study is asked, or the reverse."""
    studies = [meaning.study or known.nature == "intellectual" for known, _ in wanted]
    if meaning.either or (any(studies) and not all(studies)):
        return np.ones(len(study))
    return np.where(study == all(studies), 1.0, np.where(study, STUDY_FOR_WORKS, WORKS_FOR_STUDY))
