"""The law as data: dated values with their papers, silence that raises, broken files refused in words."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from procurement import law
from procurement.law.loader import load_parameters

MUSEUM = sorted((Path(__file__).parent / "museum").glob("*.yaml"))
SHARED = Path(__file__).resolve().parents[3].parent / "shared"


@pytest.mark.parametrize("path", MUSEUM, ids=lambda path: path.stem)
def test_a_broken_file_is_refused_in_words(path: Path) -> None:
    words = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# says: ")
    with pytest.raises(law.LawFileError) as caught:
        load_parameters(path)
    assert words in str(caught.value)
    assert path.name in str(caught.value)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2022, 6, 1), 5382000), (date(2025, 12, 31), 5538000), (date(2026, 1, 1), 5404000)],
)
def test_the_european_threshold_of_works_follows_its_periods(day: date, expected: int) -> None:
    assert law.at(day).value("seuil_europeen.travaux_et_concessions") == expected


def test_asked_before_the_first_date_it_raises() -> None:
    with pytest.raises(law.LawUnknownAt, match="31/12/2017"):
        law.at(date(2017, 12, 31)).value("seuil_europeen.travaux_et_concessions")


def test_asked_after_the_last_known_day_it_raises() -> None:
    with pytest.raises(law.LawUnknownAt):
        law.at(date(2028, 1, 1)).value("seuil_europeen.travaux_et_concessions")


def test_an_unknown_name_raises() -> None:
    with pytest.raises(law.LawUnknownAt, match="n'existe pas"):
        law.at(date(2026, 1, 1)).value("seuil_europeen.nulle_part")


def test_a_parameter_that_does_not_exist_at_a_date_has_no_value() -> None:
    with pytest.raises(law.LawUnknownAt, match="pas de valeur"):
        law.at(date(2020, 1, 1)).value("retenue_de_garantie.taux_max_pme_epa_et_collectivites_plus_60M")


def test_decimal_values_are_exact() -> None:
    assert law.at(date(2026, 2, 1)).value("chiffre_affaires_minimal_max") == Decimal("1.5")
    assert law.at(date(2025, 2, 1)).value("chiffre_affaires_minimal_max") == Decimal("2")


def test_an_undated_value_says_so() -> None:
    parameter = law.at(date(1999, 1, 1)).parameter("validite_pieces.vigilance_urssaf")
    assert (parameter.value, parameter.unit, parameter.dated) == (6, "mois", False)


def test_a_doubt_stays_a_doubt() -> None:
    parameter = law.at(date(2026, 6, 1)).parameter("dispense_publicite_concurrence.achats_innovants")
    assert parameter.status == "nv"
    assert "DOUTEUX" in (parameter.note or "")


def test_every_value_has_source_and_status_and_every_initial_is_explained() -> None:
    known = law.sources()
    for parameter in law.parameters():
        for value in parameter.values:
            assert value.source and value.status in ("v", "nv"), parameter.name
            for initial in re.findall(r"\bT\d+\b", value.source):
                assert initial in known, parameter.name


@pytest.mark.skipif(not SHARED.exists(), reason="the working papers are not here")
def test_no_dated_value_of_the_working_papers_was_lost() -> None:
    papers = yaml.safe_load((SHARED / "domain/thresholds.yaml").read_text(encoding="utf-8"))["parametres"]
    ours = {parameter.name: parameter for parameter in law.parameters()}

    def walk(name: str, node: object) -> int:
        if not isinstance(node, dict):
            return 0
        count = 0
        for day, block in (node.get("valeurs") or {}).items():
            value = law.at(day).parameter(name).value
            assert value == (block["v"] if not isinstance(block["v"], float) else Decimal(str(block["v"]))), name
            assert name in ours
            count += 1
        return count + sum(walk(f"{name}.{key}", child) for key, child in node.items())

    assert sum(walk(name, node) for name, node in papers.items()) > 50
