"""Values that follow a label: « Raison sociale : … », a cell beside its title, the line below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.folding import fold_keeping_length
from checker.reading.document import Page

_EMPTY = re.compile(r"^[\s.…_:\-–—☐☒□]*$")
_NUMBERING = re.compile(r"^\W*(?:article\s+)?(?:[a-z]?\d{0,2}|[ivx]{1,4})(?:\W+\d{1,2})*\W*(?:l[ea]\s+|l')?$")
_PARTS = re.compile(r"\t|  +")


def after_label(page: Page, label: re.Pattern[str], below: bool = False) -> Iterator[tuple[str, int, int]]:
    """The text after a label that opens a line or a cell, up to the next cell, with its place; the next line when `below`.

    The label is matched on folded text, at the start of a line or of a cell.
    """
    start = 0
    folded = fold_keeping_length(page.text)
    if not label.search(folded):
        return
    lines = page.text.split("\n")
    for number, (line, plain) in enumerate(zip(lines, folded.split("\n"), strict=True)):
        for found in label.finditer(plain):
            before = plain[: found.start()]
            if not _NUMBERING.match(before) and not re.search(r"(\t|  )\W*$", before):
                continue
            value, at = _value(line, found.end())
            if not value and below and number + 1 < len(lines) and ":" not in lines[number + 1]:
                at = len(line) + 1
                value = _PARTS.split(lines[number + 1].strip())[0].strip()
            if value and not _EMPTY.match(value):
                place = start + at
                yield value, place, place + len(value)
        start += len(line) + 1


def _value(line: str, end: int) -> tuple[str, int]:
    rest = line[end:]
    skipped = len(rest) - len(rest.lstrip(" \t:;.-–"))
    rest = rest[skipped:]
    return _PARTS.split(rest)[0].strip(), end + skipped
