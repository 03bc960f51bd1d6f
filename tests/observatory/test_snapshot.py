"""A snapshot names its content, flags what looks wrong and repairs nothing."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from observatory import Snapshot, SnapshotError, build_snapshot, open_snapshot, quality_labels
from observatory.contracts import gather
from procurement.models.award import Award
from procurement.models.company import Company
from tests.observatory.sample import COMPANIES, TOWN, A, B, award, awards, winner


def build(folder: Path, records: list[object]) -> Snapshot:
    return build_snapshot(records, COMPANIES, [], folder)  # type: ignore[arg-type]


def flags_of(folder: Path, *records: object) -> set[str]:
    return set(build(folder, list(records)).quality)


def test_the_hash_does_not_depend_on_the_order_of_records(tmp_path: Path, snapshot: Snapshot) -> None:
    backwards = build_snapshot(reversed(awards()), reversed(COMPANIES), [], tmp_path / "b")
    assert backwards.sha256 == snapshot.sha256
    assert build_snapshot(awards(), {c.siren: c for c in COMPANIES}, [], tmp_path / "b").sha256 == snapshot.sha256


def test_the_hash_changes_with_one_euro(tmp_path: Path, snapshot: Snapshot) -> None:
    changed = [*awards()[:-1], award(20, (winner(A),), 50_001, notified=date(2022, 5, 1))]
    assert build(tmp_path, list(changed)).sha256 != snapshot.sha256


def test_a_snapshot_opens_from_its_folder_and_verifies(snapshot: Snapshot) -> None:
    again = open_snapshot(snapshot.folder)
    assert again == snapshot
    assert again.verify()


def test_a_folder_without_snapshot_is_refused_in_french(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="instantané"):
        open_snapshot(tmp_path)


def test_quality_counts_each_trap_of_the_sample(snapshot: Snapshot) -> None:
    counted = {
        "duplicate_uid": 1,
        "several_winners": 2,
        "framework_maximum": 1,
        "subsequent": 1,
        "amount_outlier": 1,
        "amount_x100": 1,
        "winner_siret_invalid": 1,
        "date_missing": 1,
        "concession": 1,
    }
    assert {k: snapshot.quality.get(k) for k in counted} == counted
    assert snapshot.sources[0]["records"] == 21
    assert set(counted) <= set(quality_labels())


def test_amounts_stay_as_stated(snapshot: Snapshot) -> None:
    con = snapshot.connect()
    stated = con.execute("SELECT stated_amount, amount FROM contracts WHERE id = '10'").fetchone()
    con.close()
    assert stated == (Decimal("5000000000.00"), None)


def test_the_latest_publication_of_a_contract_is_kept() -> None:
    kept = [c.award for c in gather(awards()) if c.award.id == "1" and c.copy_of is None]
    assert [a.amount for a in kept] == [Decimal(100_000)]


def test_the_same_contract_under_another_uid_is_a_copy() -> None:
    one = award(1, (winner(A),), 100_000)
    other = award(1, (winner(A),), 100_000, uid="AUTRE-1", source="autre")
    assert sorted(str(c.copy_of) for c in gather([one, other])) == ["None", "profile"]


def test_lots_that_share_a_number_stay_apart() -> None:
    one = award(1, (winner(A),), 100_000, object="Lot 1 gros œuvre")
    other = award(1, (winner(B),), 30_000, object="Lot 2 peinture")
    assert len([c for c in gather([one, other]) if c.copy_of is None]) == 2


def test_a_framework_maximum_repeated_under_other_numbers_is_shared_out(tmp_path: Path) -> None:
    same = {"object": "Fournitures", "techniques": ("Accord-cadre",)}
    built = build(tmp_path, [award(1, (winner(A),), 300, **same), award(2, (winner(B),), 300, **same)])
    con = built.connect()
    total = con.execute("SELECT sum(amount) FROM contracts").fetchone()
    con.close()
    assert total == (Decimal("300.00"),)
    assert built.quality["framework_repeated"] == 2


@pytest.mark.parametrize(
    ("amount", "flag"),
    [(63_600, "amount_ttc"), (1, "amount_missing"), (0, "amount_missing"), (None, "amount_missing")]
    + [(123_456_789, "amount_outlier"), (777_777_777, "amount_outlier"), (12_311_111_111, "amount_outlier")],
)
def test_amounts_that_look_wrong_are_flagged(tmp_path: Path, amount: int | None, flag: str) -> None:
    assert flag in flags_of(tmp_path, award(1, (winner(A),), amount))


@pytest.mark.parametrize("amount", [100_000, 72_000, 54_321, 100_000_000])
def test_plain_amounts_are_not_flagged(tmp_path: Path, amount: int) -> None:
    assert not {f for f in flags_of(tmp_path, award(1, (winner(A),), amount)) if f.startswith("amount")}


def test_dates_and_buyers_that_look_wrong_are_flagged(tmp_path: Path) -> None:
    early = award(1, (winner(A),), 10, notified=date(1925, 3, 1))
    late = award(2, (winner(A),), 10, notified=date(2025, 6, 1))
    unknown = award(3, (), 10, buyer_siret="123")
    assert {
        "date_out_of_range",
        "published_before_notified",
        "buyer_siret_invalid",
        "winner_missing",
    } <= flags_of(tmp_path, early, late, unknown)
    assert TOWN.startswith("216201608")


def test_an_empty_set_of_awards_gives_an_empty_snapshot(tmp_path: Path) -> None:
    assert build(tmp_path, []).awards == 0


def test_what_a_snapshot_cut_short_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / "work-dead").mkdir()
    (tmp_path / "work-dead" / "work.duckdb").write_bytes(b"half")
    build_snapshot(awards(), COMPANIES, [], tmp_path)
    assert not list(tmp_path.glob("work-*"))


def test_a_stream_that_breaks_leaves_the_snapshot_that_was_there(tmp_path: Path) -> None:
    before = build_snapshot(awards(), COMPANIES, [], tmp_path)

    def broken() -> Iterator[Award]:
        yield awards()[0]
        raise ValueError("the file ends here")

    with pytest.raises(ValueError, match="ends here"):
        build_snapshot(broken(), COMPANIES, [], tmp_path)
    after = open_snapshot(tmp_path)
    assert (after.sha256, after.verify(), list(tmp_path.glob("work-*"))) == (before.sha256, True, [])


def test_firms_are_asked_for_once_the_awards_are_read(tmp_path: Path) -> None:
    read: list[str] = []

    def stream() -> Iterator[Award]:
        for one in awards():
            read.append(one.uid)
            yield one

    def firms() -> Iterator[Company]:
        assert len(read) == len(awards())
        yield from COMPANIES

    assert build_snapshot(stream(), firms(), [], tmp_path).sources[0]["records"] == len(read)
