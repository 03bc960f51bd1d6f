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
    if len(pages) == 2:
        return _both(pages)
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


def _both(pages: list[Page]) -> list[Page]:
    """Two pages prove less: a line is furniture when it stands first on both, or last on both, or next to such a line."""
    texts = [[line.strip() for line in page.text.split("\n") if line.strip()] for page in pages]
    kept: list[tuple[str, str]] = []
    for order in (1, -1):
        for pair in list(zip(texts[0][::order], texts[1][::order], strict=False))[:_DEPTH]:
            if _shape(pair[0]) != _shape(pair[1]) or min(map(len, texts)) <= 2 * _DEPTH:
                break
            kept.append(pair)
    if not kept:
        return pages
    return [
        page
        if page.furniture
        else dataclasses.replace(page, furniture=tuple(dict.fromkeys(pair[side] for pair in kept)))
        for side, page in enumerate(pages)
    ]


def _ends(text: str) -> list[str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return lines if len(lines) <= 2 * _DEPTH else lines[:_DEPTH] + lines[-_DEPTH:]


def _shape(line: str) -> str:
    return _NUMBERS.sub("#", " ".join(line.split()).lower())
