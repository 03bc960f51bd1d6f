"""How words and trades make one score, and when an answer is cut short."""

from __future__ import annotations

from search.columns import Row
from search.meaning import Meaning
from search.vocabulary import OBJECT, Trade, by_id, things

STUDY_FOR_WORKS, WORKS_FOR_STUDY, STUDY_OF_TECHNIQUE = 0.06, 0.12, 0.4
BUILDING, WITH_LOTS, NEAR = 0.55, 0.3, 0.2
SAME_KIND, OTHER_KIND = 0.55, 0.2
TITLE = 3.0
SURE = 1.5  # a trade score below it is a word in passing
FEW = 10  # how many are kept when no notice is surely for the trade: the rest would be chance
MOST_OF_IT = 0.6  # of the weight of the words, when no notice has them all


def depends_on(meaning: Meaning) -> dict[str, float]:
    """The trades and objects of a row that its score depends on -> the least score that changes anything.

    Two rows alike in them and in nature, `whole` and `rest` have the same trade score, and `with_words` is the same
    straight line in `words` for both: an engine ranks one of them.
    """
    families = {things()[name].family for name in meaning.things}
    alike = (one.id for one in things().values() if one.family in families)
    near = (other for known, _ in _known(meaning) for other in known.neighbours)
    return dict.fromkeys(near, TITLE) | dict.fromkeys((*meaning.trades, *alike), 0.0)


def implied(meaning: Meaning) -> bool:
    """Whether building works in general answer: they have lots of every building trade."""
    return any(known.building for known, _ in _known(meaning))


def trade_score(one: Row, meaning: Meaning) -> float:
    """How well a notice answers the trades a query means: about 0 to 5. The best trade counts, the others a little."""
    found = sorted((_one(one, known, meaning) * weight for known, weight in _known(meaning)), reverse=True)
    return found[0] + 0.2 * sum(found[1:3]) if found else 0.0


def _known(meaning: Meaning) -> list[tuple[Trade, float]]:
    return [(by_id()[name], weight) for name, weight in meaning.trades.items() if name in by_id()]


def _one(one: Row, known: Trade, meaning: Meaning) -> float:
    found = one.trades.get(known.id, 0.0)
    if known.nature == "intellectual":
        return found * (1.0 if one.study or found >= TITLE else WORKS_FOR_STUDY) * _same_object(one, meaning)
    if meaning.study:
        return found * (1.0 if one.study else WORKS_FOR_STUDY)
    if one.study:
        return found * (STUDY_OF_TECHNIQUE if meaning.either else STUDY_FOR_WORKS)
    if known.building and one.building:
        found = max(found, BUILDING + (WITH_LOTS if one.lots else 0.0)) + 0.1
    near = max((one.trades.get(other, 0.0) for other in known.neighbours), default=0.0)
    return max(found, NEAR * near if near >= TITLE else 0.0)


def _same_object(one: Row, meaning: Meaning) -> float:
    """A mission on a school and one on a road are different jobs; 1 when the query names no object."""
    if not meaning.things:
        return 1.0
    named = {name for name in one.trades if name.startswith(OBJECT)}
    if named & meaning.things:
        return 1.0
    families = {things()[name].family for name in meaning.things}
    return SAME_KIND if any(things()[name].family in families for name in named if name in things()) else OTHER_KIND


def with_words(one: Row, meaning: Meaning, trade: float, words: float, whole: bool, rest: bool) -> float:
    """The score of a row whose trade score is `trade`. `words` is its word score from 0 to 1.

    `whole`: it has every telling word; `rest`: every word no trade explains.
    """
    wrong = one.study != (meaning.study or any(known.nature == "intellectual" for known, _ in _known(meaning)))
    factor = STUDY_FOR_WORKS if wrong and one.study else WORKS_FOR_STUDY if wrong else 1.0
    if meaning.either:
        factor = 1.0
    if trade <= 0.0:
        return 0.4 * words * factor if whole else 0.0
    if rest and meaning.rest:
        trade *= 1.35
    same = 0.25 if meaning.things and any(name in one.trades for name in meaning.things) else 0.0
    return trade + (words + (0.3 if whole else 0.0) + same) * factor
