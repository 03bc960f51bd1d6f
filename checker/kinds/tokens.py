"""Words compared without the small differences between two spellings of one title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from checker.folding import fold_keeping_length

_WORD = re.compile(r"[a-z]+|\d+")
_JOINED = re.compile(r"[a-z0-9]+")
_INITIALS = re.compile(r"\b(?:[a-z]\.\s?){2,}(?=[a-z]?\b)[a-z]?")
_SMALL = frozenset(
    [
        "a",
        "au",
        "aux",
        "ce",
        "ces",
        "d",
        "dans",
        "de",
        "des",
        "du",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "leur",
        "leurs",
        "n",
        "no",
        "o",
        "ou",
        "par",
        "pour",
        "qu",
        "que",
        "s",
        "sa",
        "ses",
        "son",
        "sur",
        "un",
        "une",
    ]
)
_PLURAL = re.compile(r"(?<=[a-z]{3})[sx]$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a page: its plain form, the line it stands on."""

    word: str
    line: int


def _plain(text: str) -> str:
    """Folded text, initials joined: « C.C.A.P. » reads ccap."""
    folded = fold_keeping_length(text)
    return _INITIALS.sub(lambda found: re.sub(r"[^a-z]", "", found[0]) + " ", folded)


def words(text: str) -> list[str]:
    """The words that count, singular: « Bordereau des prix unitaires » gives bordereau, prix, unitaire (without s and x)."""
    return [_PLURAL.sub("", word) for word in _JOINED.findall(_plain(text)) if word not in _SMALL]


def tokens(text: str) -> list[Token]:
    """The words of a text with the number of their line, counted from 0 over lines that hold words."""
    made: list[Token] = []
    line = 0
    for one in text.splitlines():
        found = words(one)
        made.extend(Token(word, line) for word in found)
        line += bool(found)
    return made


def file_words(name: str) -> list[str]:
    """The words of a file's name: capitals inside a word part it, digits are kept with short codes such as dc1."""
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    parted = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", stem)
    return words(re.sub(r"[_\W]+", " ", parted))


def mended(found: Sequence[Token], known: frozenset[str], scanned: bool, lines: int) -> list[Token]:
    """The words, each unknown one replaced by the known word it almost is: all of a scan, the first `lines` of a typed page."""
    if scanned:
        return [Token(_nearest(token.word, known, 5, 84), token.line) for token in found]
    return [
        Token(_nearest(token.word, known, 8, 92), token.line) if token.line < lines else token for token in found
    ]  # fmt: skip


@lru_cache(maxsize=20_000)
def _nearest(word: str, known: frozenset[str], least: int, cutoff: int) -> str:
    if len(word) < least or word in known or word.isdigit():
        return word
    best = process.extractOne(word, _by_length(known, len(word)), scorer=fuzz.ratio, score_cutoff=cutoff)
    return str(best[0]) if best else word


@cache
def _by_length(known: frozenset[str], length: int) -> tuple[str, ...]:
    return tuple(sorted(word for word in known if abs(len(word) - length) <= 2 and len(word) >= 5))
