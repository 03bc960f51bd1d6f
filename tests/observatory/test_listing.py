"""Contracts one by one: nothing capped in silence, no person named, whatever the form."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from observatory import (
    KINDS,
    Question,
    Report,
    Snapshot,
    build_snapshot,
    contracts_page,
    flag_counts,
    flagged,
    releases_page,
    report_from_json,
    report_to_json,
    report_to_xlsx,
    trade_picture,
    write_contracts,
)
from observatory.listing import MASKED
from procurement.models.company import Company, SizeCategory
from tests.observatory.sample import A, B, award, winner

TOWN_2025 = Question(("62160",), 2025, "epci")
FIRM = Company(A[:9], "SARL Durand et fils", "5499", size=SizeCategory.PME)
PERSON = Company(B[:9], "Camille SECRET", "1000", size=SizeCategory.PME)


@pytest.fixture
def mixed(tmp_path: Path) -> Snapshot:
    """A contract of a company, one of a sole trader, one of a firm the register does not know."""
    unknown = "73282932000074"
    records = [award(n, (winner(who),), 50_000) for n, who in enumerate((A, B, unknown))]
    return build_snapshot(records, [FIRM, PERSON], [], tmp_path)


def test_a_sole_trader_is_named_nowhere(mixed: Snapshot, tmp_path: Path) -> None:
    page = contracts_page(mixed, TOWN_2025)
    names = {row["winner_name"] for row in page.rows}
    assert names == {"SARL Durand et fils", MASKED}
    for form in ("csv", "parquet"):
        write_contracts(mixed, TOWN_2025, tmp_path / f"out.{form}", form)
    columns = pq.read_table(tmp_path / "out.parquet").to_pylist()
    text = (
        (tmp_path / "out.csv").read_text(encoding="utf-8")
        + str(columns)
        + json.dumps(releases_page(mixed, TOWN_2025, "x").rows, default=str)
    )
    assert "SECRET" not in text
    assert B[:9] not in text.replace(f"{B[:9]}00", "")
    assert A[:9] in text


def test_pages_say_how_many_there_are(snapshot: Snapshot) -> None:
    whole = contracts_page(snapshot, TOWN_2025, limit=1000)
    # 18 records of 2025 in the town (the copy of 1 and the concession included) and the second winner of 6 and 7
    assert whole.total == len(whole.rows) == 20
    first, second = (contracts_page(snapshot, TOWN_2025, start, 12) for start in (0, 12))
    assert first.total == second.total == 20
    assert first.rows + second.rows == whole.rows


def test_a_formula_in_an_object_stays_a_text(tmp_path: Path) -> None:
    built = build_snapshot([award(1, (winner(A),), 50_000, object="=HYPERLINK(1)")], [], [], tmp_path)
    write_contracts(built, TOWN_2025, tmp_path / "out.csv", "csv")
    assert "'=HYPERLINK(1)" in (tmp_path / "out.csv").read_text(encoding="utf-8")


def test_flags_are_counted_and_listed_for_the_buyer(snapshot: Snapshot) -> None:
    assert dict(flag_counts(snapshot, TOWN_2025))["several_winners"] == 2
    listed = flagged(snapshot, TOWN_2025, "several_winners")
    assert (listed.total, {row["id"] for row in listed.rows}) == (2, {"6", "7"})


def test_a_release_holds_buyer_value_and_suppliers(snapshot: Snapshot) -> None:
    found = {one["tender"]["id"]: one for one in releases_page(snapshot, TOWN_2025, "ocds-x", limit=1000).rows}
    group = found["6"]
    assert group["awards"][0]["value"] == {"amount": 100_000.0, "currency": "EUR"}
    assert len(group["awards"][0]["suppliers"]) == 2
    assert "value" not in found["10"]["awards"][0]  # an amount set aside is not handed on as one


def test_a_contract_is_never_parted_between_two_pages_of_releases(snapshot: Snapshot) -> None:
    # the 18 records of 2025 less the copy of 1, which is the same contract
    pages = [releases_page(snapshot, TOWN_2025, "ocds-x", start, 1) for start in range(18)]
    assert {page.total for page in pages} == {17}
    assert [len(page.rows) for page in pages] == [1] * 17 + [0]
    found = {page.rows[0]["tender"]["id"]: page.rows[0]["awards"][0]["suppliers"] for page in pages[:17]}
    assert len(found) == 17
    assert {number for number, suppliers in found.items() if len(suppliers) == 2} == {"6", "7"}


def test_the_picture_of_a_trade_adds_up(snapshot: Snapshot) -> None:
    picture = trade_picture(snapshot, TOWN_2025, ["45210000"])
    assert picture.contracts == 16
    assert picture.firms == 5
    assert picture.local_firms == 2  # A and B; E is of unknown size
    assert set(picture.shares) == set(KINDS)
    assert sum(picture.shares.values()) == pytest.approx(1, abs=1e-5)
    assert picture.shares["local"] == pytest.approx(10.5 / 16, abs=1e-6)
    assert all(not band.shares for band in picture.bands if band.contracts < 10)


def test_a_trade_without_contract_says_so(snapshot: Snapshot) -> None:
    nothing = trade_picture(snapshot, TOWN_2025, ["77310000"])
    assert (nothing.contracts, nothing.median_amount, nothing.shares, nothing.bands) == (0, None, {}, ())


def test_a_report_comes_back_from_its_json(town: Report) -> None:
    document = json.loads(json.dumps(report_to_json(town)))
    assert report_to_json(report_from_json(document)) == document


def test_the_workbook_opens_and_holds_the_flagship(town: Report, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    (tmp_path / "a.xlsx").write_bytes(report_to_xlsx(town))
    sheet = load_workbook(tmp_path / "a.xlsx")["Indicateurs"]
    assert [cell.value for cell in sheet[2]][:3] == [
        "PL_nb",
        "Part des TPE-PME locales dans les contrats (en nombre)",
        0.75,
    ]
