"""Real files of the trade, when they stand beside the project: nothing raises, counts are those announced."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from procurement.sources import boamp, decp, sirene, ted
from procurement.sources.run import run

TENDERS = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "tenders"
pytestmark = pytest.mark.skipif(not TENDERS.exists(), reason="the real files are not beside the project")


@pytest.mark.parametrize(
    ("source", "folder"),
    [(boamp.SOURCE, "boamp"), (decp.SOURCE, "decp"), (sirene.SOURCE, "sirene"), (ted.SOURCE, "eforms_ted")],
    ids=["boamp", "decp", "sirene", "ted"],
)
def test_every_file_is_imported_without_raising(source: Any, folder: str) -> None:
    tally = run(source, [TENDERS / folder], lambda record: None)
    assert tally.done > 400
    assert "imprevu" not in tally.failed


def test_rows_of_one_uid_are_one_award() -> None:
    path = TENDERS / "decp" / "decp_2024H2_travaux_cpv4521.csv"
    found: list[Any] = []
    run(decp.SOURCE, [path], found.append)
    assert len(found) == 5180  # the number of uids its manifest announces, for 8 957 rows
    assert len({award.uid for award in found}) == 5180


def test_hundredfold_file_of_brittany_is_suspected() -> None:
    found: list[Any] = []
    run(decp.SOURCE, [TENDERS / "decp" / "region_bretagne_2019_decp.xml"], found.append)
    assert sum("amount_maybe_x100" in award.flags for award in found) >= 730
