"""Headers and footers: lines that come back at the top or bottom of most pages."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter

from checker.reading.document import Page

_DEPTH = 4  # lines looked at from each end of a page
_NUMBERS = re.compile(r"\d+")


def mark_furniture(pages: list[Page]) -> list[Page]:
    """The same pages with `furniture` filled; numbers may differ from page to page (page numbers)."""
    if len(pages) < 3:
        return pages
    ends = [_ends(page.text) for page in pages]
    seen = Counter(shape for lines in ends for shape in {_shape(line) for line in lines})
    needed = max(3, int(0.6 * sum(bool(page.text.strip()) for page in pages)))
    marked = []
    for page, lines in zip(pages, ends, strict=True):
        repeated = tuple(dict.fromkeys(line for line in lines if seen[_shape(line)] >= needed))
        marked.append(dataclasses.replace(page, furniture=repeated) if repeated and not page.furniture else page)
    return marked


def _ends(text: str) -> list[str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return lines if len(lines) <= 2 * _DEPTH else lines[:_DEPTH] + lines[-_DEPTH:]


def _shape(line: str) -> str:
    return _NUMBERS.sub("#", " ".join(line.split()).lower())
