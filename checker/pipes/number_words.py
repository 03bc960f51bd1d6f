"""Numbers written in French words, as on a cheque: « cent soixante-quatorze mille six cent quatre-vingt-quatre »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.folding import fold_keeping_length

_UNITS = {
    "zero": 0, "un": 1, "une": 1, "premier": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
}  # fmt: skip
_TENS = {
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "huitante": 80, "octante": 80, "nonante": 90,
}  # fmt: skip
_HUNDRED = {"cent", "cents"}
_THOUSAND = {"mille", "mil"}
_MILLION = {"million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9}
_KNOWN = {*_UNITS, *_TENS, *_HUNDRED, *_THOUSAND, *_MILLION, "et"}
_WORD = r"(?:" + "|".join(sorted(_KNOWN, key=len, reverse=True)) + r")"
RUN = rf"{_WORD}(?:[\s\-]+{_WORD})*"
_AMOUNT = re.compile(
    rf"\b(?P<euros>{RUN})[\s\-]+(?:d'\s?)?euros?\b(?:[\s,]*(?:hors taxes?|ht|ttc|toutes taxes comprises)\b)?"
    rf"(?:[\s,]*(?:et\s+)?(?P<cents>{RUN})[\s\-]+(?:centimes?|cts?)\b)?"
)


def number_of(words: Sequence[str]) -> int | None:
    """The number these folded words say; None when they say none (« cent mille et » or « vingt trente »)."""
    total = thousands = part = 0
    last = 10**12  # the next unit must be smaller than this
    if not words or words[-1] == "et":
        return None
    for word in words:
        if word == "et":
            continue
        if word in _MILLION:
            total += max(thousands + part, 1) * _MILLION[word]
            thousands, part, last = 0, 0, 10**6
        elif word in _THOUSAND:
            if thousands:
                return None
            thousands, part, last = max(part, 1) * 1000, 0, 1000
        elif word in _HUNDRED:
            if part > 99:
                return None
            part, last = max(part, 1) * 100, 100
        elif word in ("vingt", "vingts") and part % 100 == 4 and last <= 10:
            part, last = part + 76, 20  # quatre-vingt
        elif word in _TENS:
            if _TENS[word] >= last:
                return None
            part, last = part + _TENS[word], 20 if word in ("soixante", "vingts") else 17
        elif word in _UNITS:
            value = _UNITS[word]
            if value >= max(last, 1) and value > 9 or value and last == 1:
                return None
            part, last = part + value, 10 if value == 10 or value < 10 else 1
            if value < 10:
                last = 10 if value == 4 else 1
    return total + thousands + part


def amounts_in_words(text: str) -> Iterator[tuple[Decimal, int, int]]:
    """Every amount of euros written in words, with the positions where it begins and ends."""
    plain = fold_keeping_length(text)
    for found in _AMOUNT.finditer(plain):
        euros = number_of(_words(found["euros"]))
        cents = number_of(_words(found["cents"])) if found["cents"] else 0
        if euros is not None and cents is not None and cents < 100:
            yield Decimal(euros) + Decimal(cents) / 100, found.start(), found.end()


def _words(run: str) -> list[str]:
    return re.split(r"[\s\-]+", run.strip())
