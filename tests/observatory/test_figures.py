"""Every figure of the sample, computed on paper in `sample.py`."""

import pytest

from observatory import Report, Snapshot, report

SHARES = [
    ("P_nb", 12.5 / 14, 14),
    ("L_nb", 11.5 / 15, 15),
    ("PL_nb", 10.5 / 14, 14),
    ("T_nb", 7 / 12, 12),
    ("P_mt", 1100 / 1450, 11),
    ("P_mt_hac", 700 / 1050, 10),
    ("L_mt", 980 / 1530, 12),
    ("PL_mt", 900 / 1450, 11),
    ("Cov_pme", 14 / 16, 16),
    ("Cov_loc", 15 / 16, 16),
    ("Cov_mt", 13 / 16, 16),
]


@pytest.mark.parametrize(("code", "value", "n"), SHARES)
def test_shares_are_those_of_the_hand_computed_table(town: Report, code: str, value: float, n: int) -> None:
    result = town.get(code)
    assert result.value == pytest.approx(value, abs=1e-6)
    assert result.n == n
    assert result.unit == "share"


def test_bounds_count_the_unknown_as_none_or_all(town: Report) -> None:
    sme, flagship = town.get("P_nb"), town.get("PL_nb")
    assert (sme.if_unknown_none, sme.if_unknown_all) == pytest.approx((12.5 / 16, 14.5 / 16), abs=1e-6)
    assert (flagship.if_unknown_none, flagship.if_unknown_all) == pytest.approx((10.5 / 16, 12.5 / 16), abs=1e-6)
    assert sme.coverage == pytest.approx(14 / 16)


def test_what_is_left_out_is_told_and_adds_up(town: Report) -> None:
    euros = town.get("P_mt")
    assert euros.left_out == {
        "duplicate record": 1,
        "concession": 1,
        "subsequent contract": 1,
        "amount outlier": 1,
        "amount suspected x100": 1,
        "size unknown": 2,
    }
    inside = sum(v for k, v in euros.left_out.items() if k not in ("duplicate record", "concession"))
    assert euros.n + inside == town.get("N").value == 16


def test_the_maximum_shared_by_two_winners_is_counted_once(town: Report) -> None:
    # 100+50+200+300+80+100+400+60+100+4×50 = 1 590 k€; twice 400 would give 1 990
    assert town.get("MT_total").value == 1_590_000


def test_a_share_under_ten_contracts_has_no_value(snapshot: Snapshot) -> None:
    early = report(snapshot, ["62160"], 2022)
    flagship = early.get("PL_nb")
    assert (flagship.value, flagship.low, flagship.high, flagship.n) == (None, None, None, 1)
    assert early.get("N").value == 1


def test_amounts_of_one_buyer_have_no_bootstrap_interval(town: Report) -> None:
    assert town.get("P_mt").low is None
    assert town.get("P_nb").low is not None


@pytest.mark.parametrize(
    ("local", "yes", "known"),
    [
        ("commune", 8.0, 15),  # A and E only: 1, 5, half 6, half 7, 12, 16-19
        ("epci", 11.5, 15),
        ("departement", 13.5, 15),  # C too: 3 and 10
    ],
)
def test_the_definitions_of_local_widen_step_by_step(snapshot: Snapshot, local: str, yes: float, known: int) -> None:
    result = report(snapshot, ["62"], 2025, local).get("L_nb")
    assert result.n == known
    assert result.value == pytest.approx(yes / known, abs=1e-6)


def test_distance_reads_kilometres_between_centroids(snapshot: Snapshot) -> None:
    near = report(snapshot, ["62160"], 2025, "distance:50").get("L_nb")
    far = report(snapshot, ["62160"], 2025, "distance:200").get("L_nb")
    assert near.n == far.n
    assert (far.value or 0) >= (near.value or 0)


def test_establishment_variants_answer(snapshot: Snapshot) -> None:
    # every establishment of the sample is a head office; presence needs staff, so C and E (staff unknown) drop out
    assert report(snapshot, ["62160"], 2025, "epci", "head_office").get("L_nb").n == 15
    presence = report(snapshot, ["62160"], 2025, "epci", "presence").get("L_nb")
    assert presence.n == 12
    assert presence.value == pytest.approx(10.5 / 12, abs=1e-6)


def test_breakdowns_name_their_keys(town: Report) -> None:
    assert set(town.by) == {"buyer", "cpv", "size", "year", "epci"}
    assert [(c.key, c.label) for c in town.by["cpv"]][0][0] == "45"
    assert [c.key for c in town.by["year"]] == ["2022", "2025"]
    assert town.by["epci"][0].key == "246200729"
    assert town.by["buyer"][0].label == "Ville d'essai"
    small = {c.key: c for c in town.by["size"]}["6"]
    assert all(found.value is None for _, found in small.indicators)


def test_series_break_is_told_when_years_stand_on_both_sides(town: Report) -> None:
    assert "2023 et 2024" in (town.series_break or "")


@pytest.mark.parametrize(("territory", "local"), [(["99999"], "epci"), (["62"], "voisin"), (["62"], "distance:x")])
def test_a_question_that_names_nothing_is_refused_in_french(
    snapshot: Snapshot, territory: list[str], local: str
) -> None:
    with pytest.raises(ValueError, match="inconnu"):
        report(snapshot, territory, 2025, local)


def test_at_equal_structure_the_whole_snapshot_expects_its_own_rate_cell_by_cell(town: Report) -> None:
    # division 45, from 40 to 90 k€ : 2, 5, 9, 16-19 (5 known) ; every cell has under 10 known contracts: no reference
    assert town.get("PL_nb_att").value is None
    assert town.get("PL_nb_att").left_out["no reference cell"] == 16
