"""The flagship counted otherwise, subcontracting, newcomers: every value computed on paper."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from observatory import QuestionError, Report, Snapshot, build_snapshot, panel, report
from procurement.models.award import Subcontract
from tests.observatory.sample import COMPANIES, A, B, D, award, winner


@pytest.mark.parametrize(
    ("code", "value", "n"),
    [
        ("PL_nb_man", 11 / 14, 14),  # the group of two (6) goes whole to its first member, A
        ("PL_nb_max", 11 / 14, 14),  # one local SME in the group is enough; 5 and 9 stay unknown
        ("PL_mt_man", 950 / 1450, 11),  # 900 and the other half of contract 6
        ("PL_mt_max", 950 / 1450, 11),
        ("PL_mt_h1", 500 / 1050, 10),  # without contract 7, 400 k€, all local
        ("PL_mt_h5", None, 6),
        ("TOP3", 1250 / 1530, 12),  # A 550, B 350, D 350 of 1 530 k€ whose winner has a SIREN
        ("T_mt_hac", None, 9),
        ("TIT", 5, 15),
        ("RETARD", 0, 16),  # published on 1 April, notified on 1 March
        ("AVEN_sup", None, 1),
        ("AGENCE", 0, 12),  # nobody declared elsewhere has staff here
        ("PRIMO", None, 0),  # the sample begins in 2022
        ("PL_mt_ST", None, 0),
    ],
)
def test_each_sensitivity_is_the_one_computed_on_paper(town: Report, code: str, value: float | None, n: int) -> None:
    result = town.get(code)
    assert result.value == (None if value is None else pytest.approx(value, abs=1e-6))
    assert result.n == n


def _ten(folder: Path, acts: int) -> Report:
    """Ten contracts of 100 k€ won by D (large, elsewhere), all declared subcontracted, `acts` of them to A for 40 k€."""
    act = (Subcontract("1", A, Decimal(40_000)),)
    records = [
        award(n, (winner(D),), 100_000, subcontracting_declared=True, subcontracts=act if n < acts else ())
        for n in range(10)
    ]
    return report(build_snapshot(records, COMPANIES, [], folder), ["62160"], 2025)


def test_subcontracted_euros_go_to_the_subcontractor(tmp_path: Path) -> None:
    found = _ten(tmp_path, 10)
    assert found.get("PL_mt").value == 0
    assert found.get("PL_mt_ST").value == pytest.approx(0.4)


def test_too_few_acts_give_no_value(tmp_path: Path) -> None:
    assert _ten(tmp_path, 2).get("PL_mt_ST").value is None
    # three acts in ten are enough: 120 of 1 000 k€
    assert _ten(tmp_path / "b", 3).get("PL_mt_ST").value == pytest.approx(0.12)


def test_a_newcomer_has_won_nothing_for_five_years(tmp_path: Path) -> None:
    old = [
        award(100, (winner(B),), 50_000, notified=date(2015, 1, 5)),
        award(101, (winner(A),), 50_000, notified=date(2022, 1, 5)),
    ]
    # B won ten years ago: new again; A won three years ago: not new
    fresh = [award(n, (winner(B if n < 3 else A),), 50_000) for n in range(10)]
    found = report(build_snapshot([*old, *fresh], COMPANIES, [], tmp_path), ["62160"], 2025)
    assert found.get("PRIMO").value == pytest.approx(0.3)


def test_a_panel_gives_each_epci_the_figures_of_its_own_report(snapshot: Snapshot, town: Report) -> None:
    cells = panel(snapshot, [2025])[2025]["246200729"]
    assert {code: cell.value for code, cell in cells.items()} == {
        one.code: one.value for one in town.indicators if one.code in cells
    }
    assert set(cells) >= {"PL_nb", "PL_mt_h1", "TOP3", "TIT", "N"}


@pytest.mark.parametrize(
    ("only", "contracts"),
    [({"size": "6"}, 2), ({"cpv": "45"}, 16), ({"cpv": "452100"}, 16), ({"cpv": "77"}, 0), ({"epci": "246200729"}, 16)],
)
def test_a_question_can_be_narrowed(snapshot: Snapshot, only: dict[str, Any], contracts: int) -> None:
    found = report(snapshot, ["62160"], 2025, **only)
    assert found.get("N").n == contracts
    assert all(f"--{name} {value}" in found.query for name, value in only.items())


@pytest.mark.parametrize("only", [{"cpv": "zz"}, {"size": "9"}, {"buyer": "1' OR 1=1"}, {"epci": "62"}])
def test_what_narrows_nothing_is_refused_in_french(snapshot: Snapshot, only: dict[str, Any]) -> None:
    with pytest.raises(QuestionError, match="n'est"):
        report(snapshot, ["62160"], 2025, **only)
