"""Small whole numbers in French words or digits."""

from __future__ import annotations

import re

_UNITS = (
    "zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_LARGE = {
    "soixante-dix": 70, "soixante dix": 70, "quatre-vingt": 80, "quatre-vingts": 80, "quatre vingts": 80, "quatre-vingt-dix": 90,
    "quatre vingt dix": 90, "cent": 100, "cent-vingt": 120, "cent vingt": 120, "cent-cinquante": 150,
    "cent cinquante": 150, "cent-quatre-vingt": 180, "cent quatre-vingt": 180, "cent quatre-vingts": 180,
    "cent quatre vingt": 180, "cent quatre vingts": 180, "deux cents": 200, "deux cent quarante": 240,
    "vingt-quatre": 24, "trente-six": 36, "vingt-cinq": 25, "vingt-et-un": 21, "une": 1,
}  # fmt: skip
WORDS = {name: value for value, name in enumerate(_UNITS)} | _TENS | _LARGE
NUMBER = rf"(?:\d{{1,3}}|(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})(?![a-z-]))"


def number_of(text: str) -> int | None:
    """The value of a match of NUMBER (plain letters), or None."""
    text = re.sub(r"\s+", " ", text.strip())
    return int(text) if text.isdigit() else WORDS.get(text)
