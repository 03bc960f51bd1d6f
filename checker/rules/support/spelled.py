"""Amounts spelled in French words: « deux cent mille trois cent quarante euros et dix centimes »."""

from __future__ import annotations

import re
from decimal import Decimal

from checker.folding import fold

_UNITS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
}  # fmt: skip
_TENS = {
    "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80, "octante": 80,
    "nonante": 90,
}  # fmt: skip
_SCALES = {"mille": 1000, "mil": 1000, "million": 10**6, "milliard": 10**9}
_NOISE = frozenset({
    "et", "de", "la", "somme", "soit", "euro", "euros", "centime", "centimes", "cts", "hors", "taxe", "taxes",
    "comprises", "comprise", "toutes", "toute", "ht", "ttc", "tva",
})  # fmt: skip
_EURO = re.compile(r"\beuros?\b")


def _whole(words: list[str]) -> int | None:
    total = current = 0
    for word in words:
        bare = word.rstrip("s") if word not in _UNITS else word
        if word in _UNITS:
            current += _UNITS[word]
        elif bare == "vingt":
            current += 76 if current % 10 == 4 and current % 100 < 10 else 20
        elif word in _TENS:
            current += _TENS[word]
        elif bare == "cent":
            current = current * 100 if current else 100
        elif bare in _SCALES:
            total, current = total + (current or 1) * _SCALES[bare], 0
        else:
            return None
    return total + current


def amount_spelled(text: str) -> Decimal | None:
    """The euros that the words state; None when a word is no number, or when there is none."""
    plain = re.sub(r"[\-,;:.()]+", " ", fold(text))
    parts = _EURO.split(plain, maxsplit=1)
    numbers = [[word for word in part.split() if word not in _NOISE] for part in parts]
    if not numbers[0]:
        return None
    euros = _whole(numbers[0])
    cents = _whole(numbers[1]) if len(parts) > 1 and "centime" in parts[1] else 0
    if euros is None or cents is None or cents > 99:
        return None
    return Decimal(euros) + Decimal(cents) / 100
