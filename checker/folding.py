"""Plain letters for matching, with a way back to the verbatim words."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def fold(text: str) -> str:
    """Lower case, no accents, typographic quotes and hyphens plain, spaces single. The length may change."""
    return " ".join(fold_keeping_length(text).split())


def fold_keeping_length(text: str) -> str:
    """The same without joining spaces: one character for each, so that positions still point to the original."""
    return _folded(text) if len(text) > 200 else text.translate(_PLAIN)


@lru_cache(maxsize=64)
def _folded(text: str) -> str:
    """The text of a page is asked for many times in a row."""
    return text.translate(_PLAIN)


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    if letter in "\u2019\u2018\u02bc":
        return "'"
    if letter in "\u2010\u2011\u2012\u2013\u2014\u00ad":
        return "-"
    if letter.isspace():
        return "\n" if letter == "\n" else " "
    plain = unicodedata.normalize("NFKD", letter)[:1].lower()
    return plain if plain else letter


class _Letters(dict[int, str]):
    """The plain form of each letter met so far."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = _plain(chr(code))
        return plain


_PLAIN = _Letters()
