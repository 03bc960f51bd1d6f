"""What changed, said with its interval; years that cannot be compared are not."""

import pytest

from observatory import Report, Snapshot, breaks, change, report
from observatory.changes import newcombe
from observatory.estimate import wilson
from observatory.measure import Result
from observatory.series import segment


def share(yes: int, n: int) -> Result:
    low, high = wilson(yes / n, n)
    return Result("X", "x", "share", yes / n, n, low, high)


def test_the_difference_of_two_shares_is_the_published_one() -> None:
    # Newcombe 1998 (Statistics in Medicine 17:873-890), table II, example a, method 10
    assert newcombe(share(56, 70), share(48, 80)) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)


def test_a_year_before_the_break_is_not_compared(snapshot: Snapshot) -> None:
    found = change(report(snapshot, ["62160"], 2025), report(snapshot, ["62160"], 2022))
    assert found is not None
    assert (found.difference, found.clear) == (None, False)
    assert "n'est pas possible" in found.sentence


def test_a_steady_share_is_within_ordinary_variability(town: Report) -> None:
    found = change(town, town)
    assert found is not None
    assert found.difference == 0
    assert not found.clear
    assert "ne dépasse pas la variabilité ordinaire" in found.sentence


def test_the_series_is_cut_between_2023_and_2024() -> None:
    assert segment(2023) != segment(2024)
    assert segment(2024) == segment(2026)
    assert {one.year for one in breaks() if one.hard} == {2024}
