"""The verbatim words around a place of a page."""

from __future__ import annotations

from checker.evidence import Evidence
from checker.reading.document import Page

LONGEST = 300


def evidence(file: str, page: Page, start: int, end: int) -> Evidence:
    """The lines of the page that hold the characters from `start` to `end`."""
    first = page.text.rfind("\n", 0, start) + 1
    last = page.text.find("\n", end)
    return Evidence(file, page.number, page.text[first : last if last >= 0 else len(page.text)].strip()[:LONGEST])
