"""Amounts in words, as the deed asks for them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checker.pipes.number_words import amounts_in_words, number_of

NUMBERS = {
    "zéro": 0, "dix-sept": 17, "vingt et un": 21, "soixante et onze": 71, "soixante-dix-huit": 78, "quatre-vingts": 80,
    "quatre-vingt-un": 81, "quatre vingt dix neuf": 99, "septante": 70, "nonante-cinq": 95, "cent": 100, "cent un": 101,
    "deux cents": 200, "deux cent quatre-vingt-quinze": 295, "mille": 1000, "mille cent": 1100, "deux mille": 2000,
    "quatre-vingt mille": 80000, "cent vingt-quatre mille trois cent quatre": 124304, "un million": 1000000,
    "trois millions deux cent mille un": 3200001, "quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf": 99999,
}  # fmt: skip


@pytest.mark.parametrize(("text", "want"), NUMBERS.items())
def test_a_number_in_words(text: str, want: int) -> None:
    folded = text.replace("é", "e").replace("-", " ")
    assert number_of(folded.split()) == want


@pytest.mark.parametrize("text", ["", "et", "vingt trente", "mille mille", "cent deux et"])
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    assert number_of(text.split()) is None


AMOUNTS = {
    "soit cinquante-quatre mille euros": "54000",
    "Mille deux cents euros et cinquante centimes": "1200.50",
    "DOUZE MILLE EUROS HORS TAXES": "12000",
    "un million d'euros": "1000000",
    "Quatre-vingt-deux euros et quatre-vingt-seize centimes TTC": "82.96",
    "trois mille\nquatre cents euros": "3400",
}


@pytest.mark.parametrize(("text", "want"), AMOUNTS.items())
def test_an_amount_in_words_with_its_place(text: str, want: str) -> None:
    ((value, start, end),) = amounts_in_words(text)
    assert value == Decimal(want)
    assert 0 <= start < end <= len(text)


def test_words_that_only_look_like_an_amount_are_left_alone() -> None:
    assert list(amounts_in_words("les deux parties conviennent de trois réunions ; 12 euros")) == []
