"""Plain letters for matching, with a way back to the verbatim words."""

from __future__ import annotations

import unicodedata
from functools import cache


def fold(text: str) -> str:
    """Lower case, no accents, typographic quotes and hyphens plain, spaces single. The length may change."""
    return " ".join(fold_keeping_length(text).split())


def fold_keeping_length(text: str) -> str:
    """The same without joining spaces: one character for each, so that positions still point to the original."""
    return "".join(map(_plain, text))


@cache
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
