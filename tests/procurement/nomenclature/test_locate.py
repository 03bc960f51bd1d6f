"""Where a notice is: what the source says first, never a guess between two communes."""

from __future__ import annotations

from datetime import date

import pytest

from procurement.models import Buyer, Notice, NoticeKind, Place
from procurement.nomenclature.locate import commune_of, departement_of_postcode


def notice(place: Place | None = None, buyer_place: Place | None = None, siren: str | None = None) -> Notice:
    return Notice(
        id="1",
        source="boamp",
        kind=NoticeKind.CALL,
        title="Réfection de la toiture",
        published=date(2026, 3, 2),
        buyer=Buyer("Un acheteur", siren=siren, place=buyer_place or Place()),
        place=place or Place(),
    )


@pytest.mark.parametrize(
    ("place", "insee"),
    [
        (Place(commune="62160"), "62160"),
        (Place(city="Boulogne-sur-Mer", departement="62"), "62160"),
        (Place(city="BOULOGNE SUR MER", postcode="62200"), "62160"),
        (Place(city="Bastia", postcode="20200"), "2B033"),
        (Place(city="Ajaccio", postcode="20000"), "2A004"),
        (Place(city="Nulle-Part", postcode="62200"), "62160"),
        (Place(city="Nulle-Part"), None),
        (Place(), None),
    ],
)
def test_a_notice_is_placed_by_what_it_says(place: Place, insee: str | None) -> None:
    found = commune_of(notice(place))
    assert (found.insee if found else None) == insee


def test_the_place_of_the_works_comes_before_the_buyers() -> None:
    found = commune_of(notice(Place(commune="62160"), Place(commune="59350")))
    assert found and found.insee == "62160"


@pytest.mark.parametrize(
    ("postcode", "departement"),
    [("62200", "62"), ("97400", "974"), ("20137", "2A"), ("20600", "2B"), ("6220", None), (None, None)],
)
def test_departement_of_a_postcode(postcode: str | None, departement: str | None) -> None:
    assert departement_of_postcode(postcode) == departement
