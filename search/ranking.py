"""How words and trades make one score, and when an answer is cut short."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

from search.columns import Row
from search.meaning import Meaning
from search.vocabulary import OBJECT, Trade, by_id, things

STUDY_FOR_WORKS, WORKS_FOR_STUDY, STUDY_OF_TECHNIQUE = 0.06, 0.12, 0.4
BUILDING, WITH_LOTS, NEAR = 0.55, 0.3, 0.2
SAME_KIND, OTHER_KIND = 0.55, 0.2
TITLE = 3.0
SURE = 1.5  # a trade score below it is a word in passing
FEW = 10
MOST_OF_IT = 0.6


def ranked(
    rows: Mapping[str, Row], meaning: Meaning, words: Mapping[str, float], whole: Collection[str], rest: Collection[str]
) -> dict[str, float]:
    """Notice id -> score of the rows that answer.

    `words` is the word score by id, `whole` the notices with every telling word, `rest` those with every word no trade
    explains. When no notice is surely for the trade, only the best ten are kept: the rest would be chance.
    """
    top, scored, sure = max(words.values(), default=1.0) or 1.0, {}, 0.0
    if not meaning.trades:
        return {key: words.get(key, 0.0) / top for key in rows if key in whole and words.get(key, 0.0) > 0.0}
    for key, one in rows.items():
        trade = trade_score(one, meaning)
        score = _with_words(one, meaning, trade, words.get(key, 0.0) / top, key in whole, key in rest)
        if score > 0.0:
            scored[key], sure = score, max(sure, trade)
    return scored if sure >= SURE else best(scored)


def best(scored: Mapping[str, float], most: int = FEW) -> dict[str, float]:
    """The highest scores only."""
    return dict(sorted(scored.items(), key=lambda item: (-item[1], item[0]))[:most])


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


def _with_words(one: Row, meaning: Meaning, trade: float, words: float, whole: bool, rest: bool) -> float:
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


def nearly(by_stem: Mapping[str, Mapping[str, float]], total: int) -> dict[str, float]:
    """The ten notices with most of the words, rare words counting most, for when none has them all.

    `by_stem` gives the notices of each stem with their word scores; a word nobody wrote counts against all of them.
    """
    weight = {stem: math.log(1 + total / max(0.5, len(found))) for stem, found in by_stem.items()}
    enough, found, had = MOST_OF_IT * sum(weight.values()), {}, {}
    for stem, notices in by_stem.items():
        for key, score in notices.items():
            had[key] = had.get(key, 0.0) + weight[stem]
            found[key] = found.get(key, 0.0) + score
    return best({key: score for key, score in found.items() if had[key] >= enough})
