"""French analysis: NFC to plain letters, elisions and stop words dropped, accents folded before stemming."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[a-z0-9]+")
_ELISION = re.compile(r"\b(?:l|d|j|m|n|s|t|c|qu|jusqu|lorsqu|puisqu)['\u2019]")
_MARKS = re.compile(r"[\u0300-\u036f]+")  # what accents become once letters are taken apart
STOP = frozenset(
    [
        "a",
        "au",
        "aux",
        "avec",
        "ce",
        "ces",
        "dans",
        "de",
        "des",
        "du",
        "elle",
        "en",
        "et",
        "eux",
        "il",
        "je",
        "la",
        "le",
        "les",
        "leur",
        "lui",
        "ma",
        "mais",
        "me",
        "meme",
        "mes",
        "moi",
        "mon",
        "ne",
        "nos",
        "notre",
        "nous",
        "on",
        "ou",
        "par",
        "pas",
        "pour",
        "qu",
        "que",
        "qui",
        "sa",
        "se",
        "ses",
        "son",
        "sur",
        "ta",
        "te",
        "tes",
        "toi",
        "ton",
        "tu",
        "un",
        "une",
        "vos",
        "votre",
        "vous",
        "y",
        "d",
        "l",
        "est",
        "sont",
        "ete",
        "etre",
        "cette",
        "pres",
        "chez",
        "sous",
        "vers",
        "sans",
    ]
)
_stemmer = snowballstemmer.stemmer("french")


def fold(text: str) -> str:
    """Lower case without accents; ligatures opened."""
    text = text.lower()
    if text.isascii():
        return text
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("æ", "ae")))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a folded word: plural and gender go; short words and numbers stay."""
    return word if len(word) < 4 or word.isdigit() else str(_stemmer.stemWord(word))


def words(text: str) -> list[str]:
    """The folded words of a text, stop words left out."""
    return list(_words(text))


@lru_cache(maxsize=256)  # a notice being indexed is asked for its words several times
def _words(text: str) -> tuple[str, ...]:
    folded = fold(text)
    if "'" in folded or "\u2019" in folded:
        folded = _ELISION.sub(" ", folded)
    return tuple(word for word in _WORD.findall(folded) if word not in STOP)


def terms(text: str) -> list[str]:
    """The stems of a text, in order."""
    return list(_terms(text))


@lru_cache(maxsize=256)
def _terms(text: str) -> tuple[str, ...]:
    return tuple(map(stem, _words(text)))
