"""A person who reads a first page says what the document is; so does the checker, whatever the file is called."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from checker.kinds import catalogue
from checker.reading.document import Document, Page
from checker.recognise import main_piece, recognise

ROWS: list[list[str]] = yaml.safe_load(Path(__file__).with_name("first_pages.yaml").read_text(encoding="utf-8"))
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def document(name: str, *pages: str, source: str = "layer") -> Document:
    """A document whose pages hold these texts; « | » parts lines."""
    made = tuple(
        Page(number, text.replace(" | ", "\n"), text_source=source) for number, text in enumerate(pages, start=1)
    )
    return Document(name, "0" * 64, 1, SHEET if name.endswith("xlsx") else "application/pdf", made)


@pytest.mark.parametrize(("kind", "name", "text"), ROWS, ids=[f"{row[0]}-{row[1]}" for row in ROWS])
def test_the_kind_of_a_first_page(kind: str, name: str, text: str) -> None:
    one = document(name, text)
    assert main_piece(one, recognise(one)).kind == kind


def test_the_rows_are_many_and_touch_most_kinds() -> None:
    counted = Counter(row[0] for row in ROWS)
    assert len(ROWS) >= 120
    assert len(set(counted) & set(catalogue())) >= 60
