"""Attribution notices stand beside the figures: what the DECP say is unchanged, to the cent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from observatory import Question, build_snapshot, notices_effect, report
from observatory.listing import flag_counts, flagged
from procurement.models.award import Award
from procurement.same_contract import with_twin
from tests.observatory.sample import COMPANIES, TOWN, A, B, D, award, awards, winner

PLACE = ["246200729"]
ASKED = Question(("246200729",), 2025)


def told(number: int, firm: str, amount: int | None, **more: object) -> Award:
    """A contract of the town that a notice tells."""
    made = award(number, (winner(firm),), amount, **more)
    return replace(made, uid=f"boamp:25-{number}#1", source="boamp", notice_id=f"boamp:25-{number}")


def notices() -> list[Award]:
    """Three the DECP hold (among them the framework, word for word), three known by a notice alone, one of those a concession."""
    held = {one.id: one for one in awards()}
    framework = told(7, A, 400_000, techniques=("Accord-cadre",), object="Petites fournitures")
    return [
        *(with_twin(told(n, firm, amount), held[str(n)]) for n, firm, amount in ((2, B, 50_000), (3, D, 200_000))),
        with_twin(framework, held["7"]),
        told(31, D, 500_000),
        told(32, A, None),
        told(33, D, 70_000, concession=True),
    ]


def test_the_figures_of_the_decp_do_not_move(tmp_path: Path) -> None:
    """Not even those of a framework whose notice repeats object, day and maximum."""
    without = report(build_snapshot(awards(), COMPANIES, [], tmp_path / "a"), PLACE, 2025)
    within = report(build_snapshot([*notices(), *awards()], COMPANIES, [], tmp_path / "b"), PLACE, 2025)
    figures = [
        {one.code: (one.value, one.n, one.low, one.high) for one in made.indicators} for made in (without, within)
    ]
    assert figures[0] == figures[1]
    left_out = next(one.left_out for one in within.indicators if one.code == "PL_nb")
    assert left_out["notice only"] == 3  # 31, 32 and the concession


def test_each_flag_is_counted_and_names_its_source(tmp_path: Path) -> None:
    snapshot = build_snapshot([*awards(), *notices()], COMPANIES, [], tmp_path)
    counted = dict(flag_counts(snapshot, ASKED))
    assert (counted["same_contract_decp"], counted["notice_only"]) == (3, 3)
    rows = flagged(snapshot, ASKED, "notice_only").rows
    assert {row["uid"] for row in rows} == {"boamp:25-31#1", "boamp:25-32#1", "boamp:25-33#1"}
    assert {row["source"] for row in rows} == {"boamp"}
    assert {one["name"]: one["records"] for one in snapshot.sources} == {"boamp": 6, "essai": 21}


def test_what_the_notices_would_change(tmp_path: Path) -> None:
    """PL_nb is 10.5 of 14; with D (no) and A (yes) 11.5 of 16. PL_mt is 900 of 1 450 k€; with 500 more of D, of 1 950."""
    effect = notices_effect(build_snapshot([*awards(), *notices()], COMPANIES, [], tmp_path), ASKED)
    assert effect is not None
    assert (effect.found, effect.beside, effect.coverage) == (3, 2, None)  # under ten: no share
    assert [(one.code, one.n) for one in effect.without] == [("PL_nb", 14), ("PL_mt", 11)]
    assert [one.value for one in effect.without] == [0.75, round(900 / 1450, 6)]
    assert [one.value for one in effect.within] == [round(11.5 / 16, 6), round(900 / 1950, 6)]


def test_coverage_is_told_from_ten_contracts(tmp_path: Path) -> None:
    more = [told(n, A, 10_000 + n) for n in range(40, 47)]
    effect = notices_effect(build_snapshot([*awards(), *notices(), *more], COMPANIES, [], tmp_path), ASKED)
    assert effect is not None
    assert effect.coverage == 3 / 12


def test_nothing_is_said_where_no_notice_is_known(tmp_path: Path) -> None:
    assert notices_effect(build_snapshot(awards(), COMPANIES, [], tmp_path), ASKED) is None


def test_a_notice_with_the_number_of_a_decp_record_never_takes_its_place(tmp_path: Path) -> None:
    later = replace(told(2, B, 50_000), published=date(2025, 9, 1))
    snapshot = build_snapshot([*awards(), later], COMPANIES, [], tmp_path)
    con = snapshot.connect()
    kept = con.execute(
        "SELECT source, in_scope, stated_amount FROM contracts WHERE id = '2' ORDER BY source"
    ).fetchall()
    con.close()
    assert kept == [("boamp", False, Decimal(50_000)), ("essai", True, Decimal(50_000))]
    assert later.buyer_siret == TOWN
