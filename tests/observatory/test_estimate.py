"""Intervals against published values."""

import pytest

from observatory.estimate import bootstrap, wilson


@pytest.mark.parametrize(
    ("share", "n", "low", "high"),
    [
        # Newcombe 1998 (Statistics in Medicine 17:857-872), table I, method 3 (Wilson score)
        (81 / 263, 263, 0.2553, 0.3662),
        (15 / 148, 148, 0.0624, 0.1605),
        (0 / 20, 20, 0.0, 0.1611),
        (1 / 29, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_intervals(share: float, n: int, low: float, high: float) -> None:
    assert wilson(share, n) == pytest.approx((low, high), abs=5e-5)


def test_wilson_without_observation_says_nothing() -> None:
    assert wilson(0.0, 0) == (0.0, 1.0)


def test_bootstrap_is_the_same_every_time_and_holds_the_share() -> None:
    pairs = [(float(i), 10.0) for i in range(11)]
    found = bootstrap(pairs, "x")
    assert found == bootstrap(pairs, "x")
    assert found is not None
    assert found[0] < 0.5 < found[1]


def test_bootstrap_of_like_buyers_has_no_width() -> None:
    assert bootstrap([(3.0, 10.0)] * 8, "x") == pytest.approx((0.3, 0.3))


def test_bootstrap_needs_three_buyers() -> None:
    assert bootstrap([(1.0, 2.0), (1.0, 2.0)], "x") is None


def test_many_buyers_take_the_linearised_interval_close_to_the_draws() -> None:
    few = [(float(i % 7), 10.0) for i in range(490)]
    many = [(float(i % 7), 10.0) for i in range(511)]
    drawn, linear = bootstrap(few, "x"), bootstrap(many, "x")
    assert drawn is not None
    assert linear is not None
    assert linear == pytest.approx(drawn, abs=0.01)
    # variance of 0..6 is 4, of the share 4/100: half-width 1.96 × 0.2 / √511 = 0.01734 around 0.3
    assert linear == pytest.approx((0.2827, 0.3173), abs=2e-4)
