"""Engines rank whole columns at once: that must give every row the score it would have had alone."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from search.alerts import segment_of
from search.contract import SearchRequest
from search.matching import graded
from search.meaning import understand
from search.vocabulary import things, trades
from search.whoosh_engine import WhooshEngine
from search.words import holding
from tests.search.conftest import postgres_engine
from tests.search.examples import NOTICES, notice
from tests.search.plain_ranking import scored

KNOWN = trades()
PHRASES = [one.buyers[0] for one in KNOWN if one.buyers]
PLACES = [one.words[0] for one in things().values()]
OPENINGS = ("Travaux de", "Fourniture de", "Maîtrise d'œuvre pour", "Mission d'étude :", "Rénovation de l'école :")
MANY = [
    notice(
        100 + number,
        f"{opening} {phrase} {PLACES[number % len(PLACES)]}",
        lots=(PHRASES[number * 7 % len(PHRASES)],) if number % 3 == 0 else (),
        text=f"{PHRASES[number * 5 % len(PHRASES)]}. {'Lot unique. ' * 30} {PHRASES[number * 11 % len(PHRASES)]}.",
        contract_type=None,
    )
    for number, (opening, phrase) in enumerate(itertools.islice(itertools.product(OPENINGS, PHRASES[::4]), 300))
]
QUERIES = (
    "peinture", "couvreur zingueur", "architecte école", "MOE groupe scolaire", "CVC", "étude voirie", "élagage parc",
    "fourniture mobilier école", "nettoyage bureaux", "maîtrise d'œuvre assainissement", "électricien mairie", "géomètre",
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_a_row_has_the_score_it_would_have_alone(query: str) -> None:
    segment = segment_of([*NOTICES, *MANY])
    meaning = understand(query)
    assert meaning.trades
    chance = np.random.default_rng(3)
    words = chance.random(len(segment.table)) * (chance.random(len(segment.table)) < 0.5)
    whole = (chance.random(len(segment.table)) < 0.3) & (words > 0)
    found, trade = graded(segment, meaning, words, whole)
    for row in range(len(words)):
        rest = bool(meaning.rest) and all(row in holding(segment.words, stem) for stem in meaning.rest)
        alone = scored(segment.table.row(row), meaning, float(words[row]), bool(whole[row]), rest)
        assert (trade[row], found[row]) == pytest.approx(alone), segment.table.shown(row)


def test_both_engines_rank_alike(tmp_path: Path) -> None:
    first, second = WhooshEngine(tmp_path), postgres_engine()
    for one in (first, second):
        one.rebuild([*NOTICES, *MANY])
    for text in (*QUERIES, "bibliothèque municipale", '"lot unique"', "travau*", "zzzz", "menuizerie"):
        asked = SearchRequest(text=text, per_page=100)
        assert first.search(asked) == second.search(asked)
