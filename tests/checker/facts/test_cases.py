"""What a person reads in a page, the checker reads; what the page does not say, it does not invent."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.facts import extract
from checker.facts.model import Fact, Piece
from checker.reading.document import Document, Page

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))


def facts(case: dict[str, Any]) -> tuple[Fact, ...]:
    """The facts of a case, read as one page of its kind."""
    page = Page(1, case["text"].replace(" | ", "\n"))
    document = Document("piece.pdf", "0" * 64, 1, "application/pdf", (page,))
    return extract(document, (Piece(case["kind"], 0.9, 1, 1),))


def same(want: Any, got: Any) -> bool:
    """Equal, whatever the type of the number or of the list."""
    if isinstance(want, dict):
        return {str(k): Decimal(str(v)) for k, v in want.items()} == dict(got)
    if isinstance(want, list):
        return want == list(got)
    return Decimal(str(want)) == Decimal(str(got)) if isinstance(got, Decimal) else bool(want == got)


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['kind']}" for n, case in enumerate(CASES)])
def test_the_facts_of_a_page(case: dict[str, Any]) -> None:
    found = facts(case)
    for name, want in case.get("read", {}).items():
        values = [fact.value for fact in found if fact.name == name]
        assert [value for value in values if same(want, value)], f"{name} should be {want}, got {values}"
    for name in case.get("silent", ()):
        assert [fact.value for fact in found if fact.name == name and fact.confidence > 0.5] == []


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['kind']}" for n, case in enumerate(CASES)])
def test_every_fact_quotes_the_page(case: dict[str, Any]) -> None:
    text = case["text"].replace(" | ", "\n")
    for fact in facts(case):
        assert fact.evidence.quote and fact.evidence.quote in text, fact
        assert 0 < fact.confidence <= 1
