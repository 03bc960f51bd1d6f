"""What changed, said with its interval; years that cannot be compared are not."""

from dataclasses import replace

import pytest

from observatory import Report, breaks, change
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


def in_years(town: Report, year: int) -> Report:
    """The report of the town asked for `year`, with the same share the year before."""
    (cell,) = (one for one in town.by["year"] if one.key == "2025")
    years = (replace(cell, key=str(year - 1)), replace(cell, key=str(year)))
    return replace(town, question=replace(town.question, year=year), by={**town.by, "year": years})


def test_a_year_before_the_break_is_not_compared(town: Report) -> None:
    found = change(in_years(town, 2024))
    assert found is not None
    assert (found.difference, found.clear) == (None, False)
    assert "n'est pas possible" in found.sentence


def test_a_steady_share_is_within_ordinary_variability(town: Report) -> None:
    found = change(in_years(town, 2025))
    assert found is not None
    assert found.difference == 0
    assert not found.clear
    assert "ne dépasse pas la variabilité ordinaire" in found.sentence


def test_without_the_year_before_nothing_is_said(town: Report) -> None:
    assert change(town) is None  # 2022 and 2025 only


def test_the_series_is_cut_between_2023_and_2024() -> None:
    assert segment(2023) != segment(2024)
    assert segment(2024) == segment(2026)
    assert {one.year for one in breaks() if one.hard} == {2024}
