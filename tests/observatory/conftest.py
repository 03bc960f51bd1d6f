"""The snapshot of the hand-made sample, built once."""

from pathlib import Path

import pytest

from observatory import Report, Snapshot, build_snapshot, report
from tests.observatory.sample import COMPANIES, awards


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("snapshot")
    return build_snapshot(awards(), COMPANIES, [{"name": "essai", "records": 21}], folder)


@pytest.fixture(scope="session")
def town(snapshot: Snapshot) -> Report:
    return report(snapshot, ["246200729"], 2025, "epci")
