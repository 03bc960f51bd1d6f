"""Words compared without the small differences between two spellings of one title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from checker.folding import fold_keeping_length

_JOINED = re.compile(r"[a-z0-9]+")
_INITIALS = re.compile(r"\b[a-z](?:\. ?[a-z]\b)+\.?")
_PARTS = re.compile(r"\t|  +| [-|] ")
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
    """A word of a page: its plain form, the line it stands on and the part of it (cells and dashes part a line), and whether small
    words such as « à l' » tie it to the one before."""

    word: str
    line: int
    part: int = 0
    tied: bool = False


def _plain(text: str) -> str:
    """Folded text, initials joined: « C.C.A.P. » reads ccap."""
    folded = fold_keeping_length(text)
    return _INITIALS.sub(lambda found: re.sub(r"[^a-z]", "", found[0]) + " ", folded)


def words(text: str) -> list[str]:
    """The words that count, singular: « Bordereau des prix unitaires » gives bordereau, prix, unitaire (without s and x)."""
    return _words(_plain(text))


def _words(plain: str) -> list[str]:
    return [_singular(word) for word in _JOINED.findall(plain) if word not in _SMALL]


def _singular(word: str) -> str:
    return word[:-1] if word[-1] in "sx" and _PLURAL.search(word) else word


def tokens(text: str) -> list[Token]:
    """The words of a text with the number of their line, counted from 0 over lines that hold words."""
    made: list[Token] = []
    line = part = 0
    for one in _plain(text).split("\n"):
        before = len(made)
        for piece in _PARTS.split(one):
            tied, part = False, part + 1
            for word in _JOINED.findall(piece):
                if word in _SMALL:
                    tied = True
                    continue
                made.append(Token(_singular(word), line, part, tied))
                tied = False
        line += len(made) > before
    return made


def file_words(name: str) -> list[str]:
    """The words of a file's name: capitals inside a word part it, digits are kept with short codes such as dc1."""
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    parted = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", stem)
    return words(re.sub(r"[_\W]+", " ", parted))


def mended(found: Sequence[Token], known: frozenset[str], scanned: bool, lines: int) -> list[Token]:
    """The words, each unknown one replaced by the known word it almost is: all of a scan, the first `lines` of a typed page."""
    if scanned:
        return [Token(_nearest(token.word, known, 5, 84), token.line, token.part, token.tied) for token in found]
    return [
        Token(_nearest(token.word, known, 8, 92), token.line, token.part, token.tied) if token.line < lines else token for token in found
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
