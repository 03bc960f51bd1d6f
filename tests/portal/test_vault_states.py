"""Until when a piece holds: expected days are worked out by hand from the piece and the rule."""

from __future__ import annotations

from datetime import date

import pytest

from portal.store import CheckState
from portal.vault_kinds import basics, lasting
from portal.vault_service import held
from portal.vault_validity import best, kind_of, kinds_of, validity
from tests.portal.vault_examples import fact, piece

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(("kind", "facts", "state", "until"), [
    # Six months from the situation, the last of a month giving the last of another: 30 June, 31 December.
    ("vigilance_urssaf", {"situation_date": "2026-06-30", "issue_date": "2026-07-12"}, "valid", date(2026, 12, 31)),
    ("vigilance_urssaf", {"situation_date": "2026-03-31", "issue_date": "2026-09-30"}, "over", date(2026, 9, 30)),
    ("vigilance_urssaf", {"issue_date": "2026-06-10"}, "ending", date(2026, 12, 10)),
    # The fiscal one counts from the day it was issued when that is later than the situation it describes.
    ("attestation_fiscale", {"situation_date": "2026-04-30", "issue_date": "2026-05-28"}, "ending", date(2026, 11, 28)),
    ("conges_intemperies", {"issue_date": "2026-09-01"}, "valid", date(2027, 3, 1)),
    ("decennale", {"valid_from": "2026-01-01", "valid_until": "2026-12-31"}, "valid", date(2026, 12, 31)),
    ("rc_pro", {"valid_until": "2026-11-24"}, "over", date(2026, 11, 24)),
    ("rc_pro", {"valid_until": "2026-11-25"}, "ending", date(2026, 11, 25)),
    ("qualification_pro", {"valid_until": "2026-12-25"}, "ending", date(2026, 12, 25)),
    ("qualification_pro", {"valid_until": "2026-12-26"}, "valid", date(2026, 12, 26)),
    # Ninety days after 27 August 2026 are 25 November.
    ("kbis", {"issue_date": "2026-08-27"}, "ending", date(2026, 11, 25)),
    ("rib", {}, "valid", None),
    ("decennale", {}, "confirm", None),
    ("vigilance_urssaf", {"valid_until": "2027-01-01"}, "confirm", None),
])  # fmt: skip
def test_the_state_of_a_piece(kind: str, facts: dict[str, str], state: str, until: date | None) -> None:
    found = validity(piece(kind, *(fact(name, value) for name, value in facts.items())), TODAY)
    assert (found.state, found.until) == (state, until)


def test_turnover_is_of_the_last_exercise_closed() -> None:
    """Two years after the end of the last exercise declared, whatever the paper's own date."""
    old = piece("dc2", details={"closed": "2023-12-31"})
    assert validity(old, TODAY).until == date(2025, 12, 31)
    assert validity(piece("dc2", details={"closed": "2025-12-31"}), TODAY).state == "valid"
    assert validity(piece("dc2"), TODAY).state == "confirm"


def test_a_doubtful_date_asks_the_person_and_hers_wins() -> None:
    doubtful = piece("rc_pro", fact("valid_until", "2026-12-31", 0.3))
    assert validity(doubtful, TODAY).state == "confirm"
    doubtful.current.until_said = date(2027, 6, 30)
    assert (validity(doubtful, TODAY).state, validity(doubtful, TODAY).until) == ("valid", date(2027, 6, 30))


def test_a_doubtful_kind_asks_the_person_and_hers_wins() -> None:
    doubtful = piece("rc_pro", fact("valid_until", "2027-12-31"), confidence=0.4)
    assert (kind_of(doubtful), validity(doubtful, TODAY).state, kinds_of(doubtful)) == (
        "inconnu",
        "confirm",
        frozenset(),
    )
    doubtful.kind_said = "decennale"
    assert (kind_of(doubtful), validity(doubtful, TODAY).state) == ("decennale", "valid")


def test_what_is_being_read_is_neither_good_nor_bad() -> None:
    waiting = piece("rc_pro", state=CheckState.WAITING.value)
    assert validity(waiting, TODAY).state == "reading"
    assert validity(waiting, TODAY).holds_on(TODAY) is None


def test_an_insurance_of_next_year_does_not_hold_yet() -> None:
    next_year = piece("decennale", fact("valid_from", "2027-01-01"), fact("valid_until", "2027-12-31"))
    known = validity(next_year, TODAY)
    assert "ne commence que le 1er\u00a0janvier\u00a02027" in known.why
    assert known.holds_on(date(2026, 12, 4)) is False and known.holds_on(date(2027, 1, 1)) is True


def test_the_best_piece_holds_on_the_day_asked() -> None:
    """Of three insurances, this year's serves in December, next year's in January; a sheet with two serves as both."""
    this_year = piece("decennale", fact("valid_until", "2026-12-31"), kinds=["decennale", "rc_pro"])
    next_year = piece("decennale", fact("valid_from", "2027-01-01"), fact("valid_until", "2027-12-31"))
    past = piece("decennale", fact("valid_until", "2024-12-31"))
    every = [past, next_year, this_year]

    def served(kind: str, day: date) -> object:
        found = best(every, kind, day)
        return found and found[0]

    assert served("decennale", date(2026, 12, 4)) is this_year
    assert served("decennale", date(2027, 1, 4)) is next_year
    assert served("rc_pro", date(2026, 12, 4)) is this_year
    assert served("rib", TODAY) is None


def test_an_ended_piece_that_another_replaces_no_longer_presses() -> None:
    """First what asks for something; last the old attestation that a new one has replaced."""
    new = piece("rc_pro", fact("valid_until", "2027-12-31"))
    old = piece("rc_pro", fact("valid_until", "2025-12-31"))
    lone = piece("decennale", fact("valid_until", "2026-10-31"))
    found = held([old, new, lone], TODAY)
    assert [(one.piece is lone, one.piece is old, one.superseded) for one in found] == [
        (True, False, False), (False, False, False), (False, True, True),
    ]  # fmt: skip


def test_the_ten_basics_name_kinds_of_the_catalogue() -> None:
    from checker import kinds

    assert len(basics()) == 10
    assert all(kind in kinds.catalogue() for one in basics() for kind in one.kinds)
    assert all(one.where and one.when for one in basics())
    assert lasting("memoire_technique").basis == "none"
