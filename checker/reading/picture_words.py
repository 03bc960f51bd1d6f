"""The words that stand before each picture of a word processor's file, where nothing says at which place of a page it is drawn."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

WORDS = 220  # characters kept before a picture
_MOST = 40  # pictures


def picture_words(body: Any, pictures: Collection[str], paragraphs: Collection[str]) -> dict[str, str]:
    """How many pictures a body holds, as "pictures", and what is written before each, as "before_pictures" (form feeds part them)."""
    read, drawn = "", []
    for element in body.iter():
        if element.tag in pictures:
            drawn.append(read[-WORDS:])
        elif isinstance(element.tag, str):
            read += "\n" if element.tag in paragraphs else ""
            read = (read + " ".join((element.text or "").split()))[-2 * WORDS :]
    found = {"pictures": str(len(drawn))}
    return found | {"before_pictures": "\f".join(drawn[-_MOST:])} if drawn else found
