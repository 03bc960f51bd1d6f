"""French words made comparable."""

from __future__ import annotations

import pytest
import Stemmer
from hypothesis import given
from hypothesis import strategies as st
from snowballstemmer.french_stemmer import FrenchStemmer

from search.analysis import fold, forms, light, plain, plain_each, terms, words
from search.trades import trades


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Électricité", "electricite"),
        ("l'étanchéité", "etancheite"),
        ("l’étanchéité", "étanchéité"),
        ("main-d'œuvre", "main d oeuvre"),
        ("gros-œuvre", "gros oeuvre"),
        ("toitures", "toiture"),
        ("locaux communaux", "local communal"),
        ("e\u0301cole", "école"),
        ("Ÿ Æ", "y ae"),
        ("𝕊erre", "serre"),
    ],
)
def test_two_ways_of_writing_are_one(one: str, other: str) -> None:
    assert terms(one) == terms(other)
    assert forms(one) == forms(other)


def test_forms_keep_apart_what_stems_confuse() -> None:
    assert terms("communication") == terms("commune")
    assert forms("communication") != forms("commune")
    assert forms("consultant") != forms("consultation")


@pytest.mark.parametrize(
    ("one", "other"),
    [("ecoles", "ecole"), ("reseaux", "reseau"), ("communaux", "communale"), ("isolee", "isole"), ("gaz", "gaz")],
)
def test_plural_and_gender_go(one: str, other: str) -> None:
    assert light(one) == light(other)


def test_stop_words_and_punctuation_go_and_numbers_stay() -> None:
    assert words("Lot n° 3 : pose de la clôture, et d'un portail !") == ["lot", "n", "3", "pose", "cloture", "portail"]


@pytest.mark.parametrize("text", ["", " ", "\x00\x01", "😀", "———", "'’'"])
def test_nothing_readable_gives_nothing(text: str) -> None:
    assert terms(text) == [] and forms(text) == []


def test_fold_opens_ligatures_and_drops_accents() -> None:
    assert fold("Cœur Ætherné ÉTÉ") == "coeur aetherne ete"


@given(st.lists(st.text()))
def test_names_made_plain_together_are_those_made_plain_one_by_one(names: list[str]) -> None:
    assert plain_each(names) == [plain(name) for name in names]


def test_the_stems_do_not_depend_on_the_compiled_stemmer_being_there() -> None:
    spoken = {word for trade in trades() for phrase in (*trade.says, *trade.buyers) for word in words(phrase)}
    compiled, written_out = Stemmer.Stemmer("french"), FrenchStemmer()
    assert len(spoken) > 2_000
    assert {word: compiled.stemWord(word) for word in spoken} == {word: written_out.stemWord(word) for word in spoken}
