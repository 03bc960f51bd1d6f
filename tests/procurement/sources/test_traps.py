"""The traps of the sources, one by one."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procurement.sources import decp
from procurement.sources.envelope import buyer_of, envelope_deadline, place_in_words, place_of
from procurement.sources.readable import scrub
from procurement.sources.run import run
from procurement.sources.values import amount, day, departements, local_time, yes_no


def _written(when: datetime | None) -> str | None:
    return when.isoformat() if when else None


def test_deadline_of_the_envelope_is_no_utc() -> None:
    # Until mid January 2024 "11:00+00:00" stands for Paris noon, summer and winter; after, the hour is the local one.
    assert _written(envelope_deadline("2022-07-25T11:00:00+00:00", date(2022, 7, 1))) == "2022-07-25T12:00:00"
    assert _written(envelope_deadline("2022-12-15T11:00:00+00:00", date(2022, 12, 1))) == "2022-12-15T12:00:00"
    assert _written(envelope_deadline("2024-07-25T12:00:00+00:00", date(2024, 7, 2))) == "2024-07-25T12:00:00"
    assert envelope_deadline(None, date(2024, 7, 2)) is None


def test_offsets_are_left_aside() -> None:
    assert _written(local_time("2026-02-16T12:00:00.000+01:00")) == "2026-02-16T12:00:00"
    assert day("2024-05-30+02:00") == date(2024, 5, 30)
    assert day("0218-01-01") is None
    assert day("31/12/2020") == date(2020, 12, 31)
    assert day("2020-02-31") is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("14\u00a0700,00", "14700.00"),
        ("1.234,50 €", "1234.50"),
        ("1,234.50", "1234.50"),
        (12.5, "12.5"),
        ("NC", None),
        ("", None),
        (True, None),
        ("douze", None),
    ],
)
def test_amounts(written: Any, expected: str | None) -> None:
    assert amount(written) == (Decimal(expected) if expected else None)


def test_booleans_written_as_keys() -> None:
    assert yes_no({"oui": ""}) is True
    assert yes_no({"non": {"@ns2:type": "ns4:boolean", "#text": "true"}}) is False
    assert yes_no("") is None


def test_departements_get_their_zero_back() -> None:
    assert departements(["1", "62"]) == ("01", "62")
    assert departements('["2A", "974"]') == ("2A", "974")
    assert departements("59, 62") == ("59", "62")


def test_cut_buyer_name_is_restored_from_its_siren() -> None:
    cut = "COMMUNAUTE D'AGGLOMERATION DU BOULONNA"
    assert len(cut) == 38
    restored = buyer_of([cut], "246200729", place_of(None, None), None)
    assert restored.name.endswith("Boulonnais")
    assert buyer_of([cut], None, place_of(None, None), None).name == cut


def test_places() -> None:
    assert place_of("62321", "Boulogne-sur-Mer Cedex").commune == "62160"
    assert place_of("97438", "SAINTE-MARIE").departement == "974"
    assert place_in_words("(59) Nord").departement == "59"
    assert place_in_words("Boulogne-sur-Mer").commune == "62160"
    assert place_in_words("Partout en France").commune is None


def test_scrub_takes_people_away_and_leaves_the_trade() -> None:
    contact = "Contact : Mme Jeanne Inventee, tél. : 03 21 00 00 00, courriel : j@exemple.invalid"
    words = f"Travaux de voirie, lot 1.\n{contact}\nDélai 45 jours."
    kept = scrub(words)
    assert "Travaux de voirie, lot 1." in kept and "Délai 45 jours." in kept
    assert "Jeanne" not in kept and "03 21" not in kept and "exemple.invalid" not in kept


def _awards(tmp_path: Path, marches: list[dict[str, Any]]) -> list[Any]:
    path = tmp_path / "decp.json"
    path.write_text(json.dumps({"marches": marches}), "utf-8")
    found: list[Any] = []
    assert not run(decp.SOURCE, [path], found.append).failed
    return found


BASE = {
    "id": "1",
    "acheteur": {"id": "20005376700014"},
    "objet": "Voirie",
    "codeCPV": "45233141",
    "procedure": "Appel d'offres ouvert",
    "dateNotification": "2024-01-02",
    "montant": 1000.5,
    "titulaires": [{"id": "21590368300013", "typeIdentifiant": "SIRET"}],
}


@pytest.mark.parametrize(
    "shape",
    [
        [{"typeIdentifiant": "SIRET", "id": "21590368300013"}],
        [{"titulaire": {"typeIdentifiant": "SIRET", "id": "21590368300013"}}],
        [[{"typeIdentifiant": "SIRET", "id": "21590368300013"}]],
        {"titulaire": {"typeIdentifiant": "SIRET", "id": "21590368300013"}},
        '[{"typeIdentifiant": "SIRET", "id": "21590368300013"}]',
    ],
)
def test_winners_in_every_shape(shape: Any, tmp_path: Path) -> None:
    (award,) = _awards(tmp_path, [{**BASE, "titulaires": shape}])
    assert [winner.siret for winner in award.winners] == ["21590368300013"]
    assert award.flags == ()


def test_hundredfold_amounts_are_flagged_and_left_alone(tmp_path: Path) -> None:
    suspect = _awards(tmp_path, [{**BASE, "id": str(n), "montant": 100000 + n} for n in range(60)])
    assert all("amount_maybe_x100" in award.flags for award in suspect)
    assert suspect[3].amount == Decimal(100003)
    sound = _awards(tmp_path, [{**BASE, "id": str(n), "montant": 1000.25 + n} for n in range(60)])
    assert not any("amount_maybe_x100" in award.flags for award in sound)


def test_damaged_and_missing_things_are_named(tmp_path: Path) -> None:
    (award,) = _awards(
        tmp_path, [{**BASE, "objet": "Am\ufffdnagement", "dateNotification": None, "montant": 999999999, "id": "000"}]
    )
    assert {"damaged_text", "notified_missing", "amount_placeholder", "id_missing"} <= set(award.flags)
