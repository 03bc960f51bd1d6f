"""The Common Procurement Vocabulary (CPV 2008, regulation 213/2008) with its French labels.

A code has eight digits, the check digit left out. Its level is told by its trailing zeros: 45000000 is a division,
45210000 a class below it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from procurement.nomenclature._data import rows

_DIGITS = re.compile(r"\d+")


@cache
def _labels() -> dict[str, str]:
    return {code: label for code, _, label in rows("cpv.csv.gz")}


@cache
def _keys() -> dict[str, str]:
    return {code: key for code, key, _ in rows("cpv.csv.gz")}


@lru_cache(maxsize=1 << 15)
def normalise(code: str | None) -> str | None:
    """Eight digits from what a source writes, or None when it is no CPV code.

    Accepts the check digit with or without hyphen ("45210000-2", "452100002"), spaces, dots, and a lost leading zero
    ("3000000"). A code of a known division that the nomenclature does not list is kept: buyers invent finer ones.
    """
    text = re.sub(r"(?<=\d)[\s.\u00a0](?=\d)", "", (code or "").strip())
    found = _DIGITS.match(text)
    if not found:
        return None
    digits, tail = found.group(), text[found.end() :]
    if len(digits) == 9:
        digits = digits[:8]
    if len(digits) == 7:
        digits = "0" + digits
    if len(digits) != 8:
        return None
    if digits not in _labels() and not tail:
        shifted = "0" + digits[:7]  # seven digits and the check digit: the leading zero was lost
        if _keys().get(shifted) == digits[7]:
            return shifted
    return digits if digits in _labels() or digits[:2] + "000000" in _labels() else None


def label(code: str | None) -> str | None:
    """The French label of a code in any accepted form, or None when unknown."""
    return _labels().get(normalise(code) or "")


def division(code: str | None) -> str | None:
    """The first two digits, or None when `code` is no CPV code."""
    digits = normalise(code)
    return digits[:2] if digits else None


def ancestors(code: str | None) -> tuple[str, ...]:
    """The listed codes above `code`, the nearest first, the division last; empty for a division or an unknown code."""
    digits = normalise(code)
    if digits is None:
        return ()
    stem = digits.rstrip("0")
    candidates = (stem[:size].ljust(8, "0") for size in range(len(stem) - 1, 1, -1))
    return tuple(dict.fromkeys(c for c in candidates if c in _labels() and c != digits))


@cache
def _tree() -> dict[str, tuple[str, ...]]:
    below: dict[str, list[str]] = {}
    for code in _labels():
        above = ancestors(code)
        if above:
            below.setdefault(above[0], []).append(code)
    return {code: tuple(sorted(codes)) for code, codes in below.items()}


def children(code: str | None) -> tuple[str, ...]:
    """The listed codes directly below `code`, in order."""
    return _tree().get(normalise(code) or "", ())


def divisions() -> tuple[tuple[str, str], ...]:
    """The divisions as (eight digits, French label), in order."""
    return tuple((code, text) for code, text in sorted(_labels().items()) if code.endswith("000000"))
