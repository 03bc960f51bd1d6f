"""Finds the box of a quote on its page, so that a person sees the passage and not only its words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from checker.evidence import Box
from checker.folding import fold
from checker.reading.document import Document, Page

_ENDS = 24  # letters at each end that are enough to recognise a long passage whose middle was tidied
_SHORTEST = 4


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


@lru_cache(maxsize=64)
def _page_letters(page: Page) -> tuple[str, tuple[int, ...]]:
    """The letters of all words of a page in a row, and for each letter the number of its word."""
    letters: list[str] = []
    owners: list[int] = []
    for number, word in enumerate(page.words):
        mine = _letters(word.text)
        letters.append(mine)
        owners.extend([number] * len(mine))
    return "".join(letters), tuple(owners)


def locate(page: Page, quote: str) -> Box | None:
    """The smallest box, in points from the top left, around the words of `quote` on `page`; None where they are not found.

    Spaces, accents, case and punctuation do not matter. A quote of fewer than four letters is not looked for.
    """
    wanted = _letters(quote)
    if len(wanted) < _SHORTEST or not page.words:
        return None
    letters, owners = _page_letters(page)
    start = letters.find(wanted)
    end = start + len(wanted) - 1
    if start < 0 and len(wanted) > 2 * _ENDS:
        start = letters.find(wanted[:_ENDS])
        end = letters.find(wanted[-_ENDS:], start) + _ENDS - 1
        if start < 0 or end < start or end - start > 2 * len(wanted):
            return None
    if start < 0:
        return None
    boxes = [word.box for word in page.words[owners[start] : owners[end] + 1]]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def add_boxes(tree: Any, documents: Iterable[Document]) -> None:
    """Fill, in a JSON document of docs/formats.md, the `box` of every evidence (`E`) that has none yet; changes `tree` in place."""
    pages = {(document.name, page.number): page for document in documents for page in document.pages}
    _fill(tree, pages)


def _fill(tree: Any, pages: dict[tuple[str, int], Page]) -> None:
    if isinstance(tree, list):
        for one in tree:
            _fill(one, pages)
    elif isinstance(tree, dict):
        if tree.keys() >= {"file", "page", "quote"} and tree.get("box") is None:
            page = pages.get((tree["file"], tree["page"]))
            box = locate(page, tree["quote"]) if page and tree["quote"] else None
            tree["box"] = list(box) if box else None
        for value in tree.values():
            if isinstance(value, dict | list):
                _fill(value, pages)
