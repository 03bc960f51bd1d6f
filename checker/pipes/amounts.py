"""Amounts of money in French spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

AMOUNT = re.compile(
    r"(?<![\d,.])(?P<whole>\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d+)(?:[,.](?P<cents>\d{1,2}))?(?![\d])\s*(?P<unit>€|euros?|eur\b)?",
    re.IGNORECASE,
)


def value_of(found: re.Match[str]) -> Decimal:
    """The amount of a match of AMOUNT, in euros."""
    whole = re.sub(r"\D", "", found["whole"])
    return Decimal(f"{whole}.{found['cents'] or '0'}")


def amounts(text: str) -> Iterator[tuple[Decimal, int, int]]:
    """Every amount of a text that says its unit, in euros, with the positions where it begins and ends."""
    for found in AMOUNT.finditer(text):
        if found["unit"]:
            yield value_of(found), found.start(), found.end()
