"""What a user relies on: a place written in any usual way is found, and nothing is guessed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from procurement.nomenclature import places


def test_boulonnais_has_its_twenty_two_communes() -> None:
    found = places.communes_of_epci("246200729")
    assert len(found) == 22
    assert {"Boulogne-sur-Mer", "Le Portel", "Outreau", "Wimereux"} <= {c.name for c in found}


def test_commune_of_boulogne() -> None:
    boulogne = places.commune("62160")
    assert boulogne is not None
    assert (boulogne.name, boulogne.departement, boulogne.epci) == ("Boulogne-sur-Mer", "62", "246200729")
    assert boulogne.siren == "216201608"
    assert "62200" in boulogne.postcodes


@pytest.mark.parametrize(
    "written",
    [
        "Boulogne-sur-Mer",
        "BOULOGNE SUR MER",
        "Boulogne s/ Mer",
        "boulogne sur mer cedex",
        "62321 BOULOGNE-SUR-MER CEDEX",
    ],
)
def test_name_in_any_spelling(written: str) -> None:
    found = places.by_name(written)
    assert found is not None and found.insee == "62160"


def test_saint_and_st_are_one_and_a_shared_name_needs_its_departement() -> None:
    assert places.by_name("Saint-Denis") is None
    found = places.by_name("ST DENIS", "93")
    assert found is not None and found.insee == "93066"
    assert places.by_name("St-Martin-Boulogne") == places.by_name("SAINT MARTIN BOULOGNE")
    assert places.by_name("Ville qui n'existe pas") is None
    assert places.by_name("") is None and places.by_name(None) is None


def test_former_codes_lead_to_the_commune_of_today() -> None:
    paris = places.commune("75101")
    assert paris is not None and paris.insee == "75056"


def test_siren_of_commune_and_epci() -> None:
    assert places.by_siren("216201608") == places.commune("62160")
    assert places.by_siren("246200729") == places.epci("246200729")
    assert places.by_siren("000000000") is None


def test_departement_zero_and_corsica() -> None:
    ain = places.departement(1)
    assert ain is not None and ain.code == "01" and ain.name == "Ain"
    south = places.departement("2a")
    assert south is not None and south.name == "Corse-du-Sud"
    assert places.departement("") is None and places.departement("99") is None


def test_postcode_with_lost_zero() -> None:
    assert any(c.departement == "01" for c in places.by_postcode("1000"))
    assert places.by_postcode("62200")[0].departement == "62"


def test_distance_between_boulogne_and_calais() -> None:
    boulogne, calais, paris, noumea = (places.commune(code) for code in ("62160", "62193", "75056", "98818"))
    assert boulogne and calais and paris and noumea
    distance = places.distance_km(boulogne, calais)
    assert distance is not None and 27 < distance < 34  # some 30 km as the crow flies
    assert places.distance_km(boulogne, boulogne) == 0.0
    assert places.distance_km(boulogne, paris) == pytest.approx(216, abs=5)
    assert places.distance_km(boulogne, noumea) is None  # a place we could not locate gives no distance


def test_loading_is_quick() -> None:
    places._rows.cache_clear()
    start = time.perf_counter()
    places._rows()
    assert time.perf_counter() - start < 1.0  # 0.3 s wanted on a quiet machine; the test machine may be busy


def test_every_data_file_is_small() -> None:
    folder = Path(places.__file__).parent / "data"
    assert all(path.stat().st_size < 1 << 20 for path in folder.iterdir())


@pytest.mark.parametrize("written", ["PARIS 8", "Paris 8e", "PARIS", "Paris 12e arrondissement", "75008 PARIS"])
def test_paris_with_its_arrondissement(written: str) -> None:
    found = places.by_name(written)
    assert found is not None and found.insee == "75056"


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        (("Quimper", "29"), ("Brest", "29"), 52),  # great circles between the town halls, measured on a map
        (("Lyon", "69"), ("Villeurbanne", "69"), 4),
        (("Saint-Denis", "974"), ("Saint-Pierre", "974"), 52),
    ],
)
def test_distances_are_known_in_the_whole_country(one: tuple[str, str], other: tuple[str, str], km: int) -> None:
    a, b = places.by_name(*one), places.by_name(*other)
    assert a and b and not a.approximate and not b.approximate
    assert places.distance_km(a, b) == pytest.approx(km, abs=5)


def test_a_hamlet_is_near_its_neighbours_and_said_to_be_approximate() -> None:
    rough = [c for c in places.communes() if c.approximate]
    assert rough and all(c.latitude is not None for c in rough)
    assert not [c for c in rough if c.departement in ("59", "62")], "their outlines are known"
