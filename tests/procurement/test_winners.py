"""What names a winner: a number where there is a right one, its name otherwise."""

import pytest

from procurement.identifiers import siren_of_vat
from procurement.models import Winner
from procurement.winners import siren_of_winner, winner_key


@pytest.mark.parametrize(
    ("number", "siren"),
    [
        ("FR44732829320", "732829320"),  # 12 + 3 × (732 829 320 mod 97 = 43) = 141, less 97: key 44
        ("fr 44 732 829 320", "732829320"),
        ("FR45732829320", None),  # a wrong key names nobody
        ("BE0403019261", None),
        ("732829320", None),
        (None, None),
    ],
)
def test_a_french_vat_number_holds_the_siren_when_its_key_is_right(number: str | None, siren: str | None) -> None:
    assert siren_of_vat(number) == siren


def test_a_winner_is_known_by_its_siret_then_its_number_then_its_name() -> None:
    assert winner_key(Winner(id="x", siret="73282932000074", name="Durand")) == "73282932000074"
    assert winner_key(Winner(id="BE0403019261", name="Durand")) == "BE0403019261"
    assert winner_key(Winner(name=" Durand ")) == "DURAND"
    assert siren_of_winner(Winner(siret="73282932000074")) == siren_of_winner(Winner(id="732829320")) == "732829320"
