"""Days and periods in the spellings of attestations."""

from __future__ import annotations

from datetime import date

import pytest

from checker.pipes.dates import dates, periods

DAYS = {
    "le 3 mars 2027": (2027, 3, 3), "1er janvier 2027": (2027, 1, 1), "31/12/2027": (2027, 12, 31), "01.02.27": (2027, 2, 1),
    "2027-06-05": (2027, 6, 5), "05 - 06 - 2027": (2027, 6, 5), "12 Août 2026": (2026, 8, 12), "7 FÉVR. 2027": (2027, 2, 7),
    "15-sept-2026": (2026, 9, 15), "3l/1O/2026": (2026, 10, 31), "le trois mars deux mille vingt-sept": (2027, 3, 3),
    "premier janvier deux mille vingt-huit": (2028, 1, 1),
}  # fmt: skip


@pytest.mark.parametrize(("text", "want"), DAYS.items())
def test_a_day(text: str, want: tuple[int, int, int]) -> None:
    assert [day for day, *_ in dates(text)] == [date(*want)]


@pytest.mark.parametrize(
    "text", ["31/02/2027", "45/12/2026", "tél. 03.21.00.00.00", "article 12.3.45678", "version 2.1"]
)
def test_what_is_no_day(text: str) -> None:
    assert list(dates(text)) == []


PERIODS = {
    "du 01/01/2027 au 31/12/2027": ((2027, 1, 1), (2027, 12, 31)),
    "du 1er janvier au 31 décembre 2027": ((2027, 1, 1), (2027, 12, 31)),
    "du 1er au 15 mars 2027": ((2027, 3, 1), (2027, 3, 15)),
    "entre le 01/04/2026 et le 31/03/2027": ((2026, 4, 1), (2027, 3, 31)),
    "à compter du 1er juillet 2026 jusqu'au 30 juin 2027": ((2026, 7, 1), (2027, 6, 30)),
    "du 01/01 au 31/12/2027": ((2027, 1, 1), (2027, 12, 31)),
    "valable du : 01/01/2027 à 0 h au 31/12/2027 à 24 h": ((2027, 1, 1), (2027, 12, 31)),
}


@pytest.mark.parametrize(("text", "want"), PERIODS.items())
def test_a_period(text: str, want: tuple[tuple[int, int, int], tuple[int, int, int]]) -> None:
    ((first, last, start, end),) = periods(text)
    assert (first, last) == (date(*want[0]), date(*want[1]))
    assert text[start:end].endswith("2027")


def test_two_days_that_are_no_period() -> None:
    assert list(periods("édité le 02/01/2027, réunion le 05/01/2027")) == []
    assert list(periods("du 31/12/2027 au 01/01/2027")) == []
