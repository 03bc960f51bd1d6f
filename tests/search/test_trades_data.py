"""The vocabulary is sound data: real codes, known neighbours, nothing twice."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from procurement.nomenclature import cpv, naf
from search.analysis import fold, forms
from search.tagging import trades_for_cpv
from search.trades import Trade, label, trades, trades_for_naf
from search.vocabulary import NATURES, things, weak_words

ARTICLES = frozenset(
    [
        "a",
        "au",
        "aux",
        "avec",
        "de",
        "des",
        "du",
        "d",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "ou",
        "par",
        "pour",
        "sans",
        "sur",
        "sous",
        "vers",
        "un",
        "une",
        "dans",
        "chez",
        "ou",
    ]
)
LISTS = ("says", "buyers", "acronyms", "cpv", "naf", "neighbours", "excludes")


def each(one: Trade) -> str:
    return one.id


def test_at_least_two_hundred_trades_of_every_nature() -> None:
    assert len(trades()) >= 200
    assert {one.nature for one in trades()} == set(NATURES)


def test_no_id_and_no_label_twice() -> None:
    for name in ("id", "label"):
        twice = [value for value, count in Counter(getattr(one, name) for one in trades()).items() if count > 1]
        assert not twice, f"{name} used twice: {twice}"


@pytest.mark.parametrize("one", trades(), ids=each)
def test_a_trade_is_said_by_firms_and_written_by_buyers(one: Trade) -> None:
    assert len(one.says) >= 3 and len(one.buyers) >= 3
    empty = [phrase for phrase in (*one.says, *one.buyers, *one.acronyms) if not forms(phrase)]
    assert not empty, f"nothing is left of {empty} once stop words are out"


@pytest.mark.parametrize("one", trades(), ids=each)
def test_no_phrase_loses_a_word_that_tells(one: Trade) -> None:
    """`prestations son` would be left as `prestations`, which every notice writes."""
    for phrase in (*one.says, *one.buyers):
        written = [word for word in re.findall(r"[a-z0-9]+", fold(phrase)) if word not in ARTICLES]
        assert len(forms(phrase)) == len(written), f"{one.id}: {phrase}"


@pytest.mark.parametrize("one", trades(), ids=each)
def test_nothing_is_listed_twice(one: Trade) -> None:
    for name in LISTS:
        values = getattr(one, name)
        assert len(values) == len(set(values)), f"{name}: {Counter(values).most_common(1)}"


@pytest.mark.parametrize("one", trades(), ids=each)
def test_codes_are_those_of_the_nomenclatures(one: Trade) -> None:
    unknown = [code for code in one.cpv if len(code) != 8 or cpv.label(code) is None]
    assert not unknown, f"no such CPV code: {unknown}"
    unknown = [code for code in one.naf if naf.normalise(code) != code]
    assert not unknown, f"no such NAF code: {unknown}"


@pytest.mark.parametrize("one", trades(), ids=each)
def test_neighbours_are_other_trades(one: Trade) -> None:
    known = {other.id for other in trades()} - {one.id}
    assert set(one.neighbours) <= known


def test_objects_have_words_and_weak_words_are_said_by_some_trade_or_object() -> None:
    assert all(thing.words for thing in things().values())
    said = {form for one in trades() for phrase in (*one.says, *one.buyers) for form in forms(phrase)}
    assert len([word for word in weak_words() if not set(forms(word)) <= said]) < 0.15 * len(weak_words())


@pytest.mark.parametrize("code", ["43.22A", "4322A", " 43.22a "])
def test_a_plumber_is_found_by_his_activity_code(code: str) -> None:
    assert "plomberie" in {one.id for one in trades_for_naf(code)}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("81.21Z", "nettoyage"),
        ("62.01Z", "site_internet"),
        ("71.11Z", "moe_batiment"),
        ("71.12A", "geometre"),
        ("56.21Z", "traiteur"),
        ("49.32Z", "transport_adapte"),
        ("96.03Z", "funeraire"),
        ("69.10Z", "juridique"),
    ],
)
def test_other_activity_codes(code: str, expected: str) -> None:
    assert expected in {one.id for one in trades_for_naf(code)}


@pytest.mark.parametrize("code", ["", "   ", "99.99Z", "pas un code"])
def test_an_unknown_activity_code_means_no_trade(code: str) -> None:
    assert trades_for_naf(code) == ()


def test_an_activity_no_trade_lists_has_the_trades_of_its_class() -> None:
    assert {one.id for one in trades_for_naf("43.22Z")} >= {"plomberie", "cvc"}


def test_a_code_finer_than_those_listed_belongs_to_the_trade_above_it_and_a_division_to_none() -> None:
    assert "peinture" in trades_for_cpv("45442121")
    assert "couverture" in trades_for_cpv("45261215") or "photovoltaique" in trades_for_cpv("45261215")
    assert trades_for_cpv("45000000") == ()


def test_labels_are_plain_french_and_an_unknown_id_is_its_own_label() -> None:
    assert label("csps").startswith("Coordination sécurité")
    assert label("inconnu") == "inconnu"
