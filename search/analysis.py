"""French analysis: NFC to plain letters, elisions and stop words dropped, accents folded before stemming."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[a-z0-9]+")
_SPACED = {code: " " for code in range(128) if not chr(code).isalnum() and code != 0x0A}
_MARKS = re.compile(r"[\u0300-\u036f]+")
_ELISION = re.compile(r"\b(?:l|d|j|m|n|s|t|c|qu|jusqu|lorsqu|puisqu)['\u2019]", re.IGNORECASE)
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
# Words that, cut like a participle, would be taken for another word: a chimney for a path, what is concerted for a concert.
_NO_PARTICIPLE = frozenset(
    ["cheminee", "concerte", "concertee", "designe", "designee", "dessine", "dessinee", "implante", "implantee"]
)
_stemmer = snowballstemmer.stemmer("french")


def fold(text: str) -> str:
    """Lower case without accents; ligatures opened, letters drawn for mathematics plain (they have no lower case of their own)."""
    if text.isascii():
        return text.lower()
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.lower())).lower()


def plain(text: str) -> str:
    """Folded words with single spaces: what two spellings of a name share."""
    return " ".join(_PLAIN.findall(fold(text)))


def plain_each(texts: Sequence[str]) -> list[str]:
    """`plain` of each text, in a tenth of the time."""
    lines = fold("\n".join(text.replace("\n", " ") for text in texts)).encode("ascii", "replace").decode("ascii")
    return [" ".join(line.split()) for line in lines.translate(_SPACED).split("\n")] if texts else []


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a folded word: plural and gender go; short words and numbers stay."""
    return word if len(word) < 4 or word.isdigit() else str(_stemmer.stemWord(word))


@lru_cache(maxsize=200_000)
def light(word: str) -> str:
    """A folded word without its plural and gender only: `communication` stays apart from `commune`, unlike their stems."""
    if len(word) < 4:
        return word
    if word.endswith("aux") and not word.endswith("eaux"):
        return f"{word[:-3]}al"
    word = word[:-1] if word[-1] in "sx" else word
    if word in _NO_PARTICIPLE:
        return word
    word = word[:-1] if word.endswith("ee") else word
    return word[:-1] if len(word) > 5 and word[-1] == "e" else word


@lru_cache(maxsize=200_000)
def _folded(raw: str) -> tuple[str, ...]:
    """The words in one run of letters and digits as written: one, unless folding splits it."""
    return tuple(word for word in _PLAIN.findall(fold(raw)) if word not in STOP)


@lru_cache(maxsize=200_000)
def _stems(raw: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in _folded(raw))


@lru_cache(maxsize=200_000)
def _lights(raw: str) -> tuple[str, ...]:
    return tuple(light(word) for word in _folded(raw))


@lru_cache(maxsize=256)  # a notice being indexed is asked for its words, stems and forms in turn
def _runs(text: str) -> tuple[str, ...]:
    text = unicodedata.normalize("NFC", text)
    return tuple(_WORD.findall(_ELISION.sub(" ", text) if "'" in text or "\u2019" in text else text))


def words(text: str) -> list[str]:
    """The folded words of a text, stop words left out."""
    return [word for raw in _runs(text) for word in _folded(raw)]


def terms(text: str) -> list[str]:
    """The stems of a text, in order."""
    return [one for raw in _runs(text) for one in _stems(raw)]


def forms(text: str) -> list[str]:
    """The words of a text in order without plural and gender: what the vocabulary's phrases are compared with."""
    return [one for raw in _runs(text) for one in _lights(raw)]
