"""Every indicator and every rule of quality explains itself."""

from pathlib import Path

import pytest

from observatory.indicators import Indicator, indicators
from observatory.quality import rules

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("indicator", indicators(), ids=lambda i: str(i.code))
def test_an_indicator_has_its_page_of_definition(indicator: Indicator) -> None:
    page = (ROOT / "docs" / "indicators" / f"{indicator.code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {indicator.code} : {indicator.label}")
    for heading in ("**Formule.**", "**Unité.**", "**Source.**", "**Champ.**", "**Incertitude.**", "[V", "[C"):
        assert heading in page


def test_no_page_outlives_its_indicator() -> None:
    pages = {p.stem for p in (ROOT / "docs" / "indicators").glob("*.md")} - {"README"}
    assert pages == {i.code for i in indicators()}


def test_indicators_and_rules_fit_their_budget_and_are_told_apart() -> None:
    for path in (ROOT / "observatory" / "indicators").glob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 120
    codes = [r.code for r in rules()]
    assert len(codes) == len(set(codes))
    assert all(r.label.endswith(".") for r in rules())
