"""Values that differ by lot: « 30 pages pour le lot 1, 20 pages pour les lots 2 et 3 », « lot 1 : 200 000 € »."""

from __future__ import annotations

import re
from typing import TypeVar

V = TypeVar("V")
_RANK = r"(?:n(?:\s?o\b)?\W{0,2})?\d{1,2}(?!\d|\s?(?:\d{3}|pages?|k?€|euros?|heures?|h\b|%|points?))"
_LOTS = re.compile(rf"\blots?(?:\(s\))?\W{{1,3}}(?P<numbers>{_RANK}(?:\s*(?:,|et|a|/|&|-)\s*{_RANK})*)")
_FROM_TO = re.compile(r"\d\s*(?:a|-)\s*\D{0,3}\d")
MOST = 40  # lots of one consultation


def lots_named(plain: str) -> list[tuple[int, tuple[str, ...]]]:
    """Where lots are named in a text in plain letters, with their numbers: « lots 1 à 3 » names three."""
    found = []
    for match in _LOTS.finditer(plain):
        numbers = [int(number) for number in re.findall(r"\d+", match["numbers"])]
        if len(numbers) == 2 and _FROM_TO.search(match["numbers"]) and numbers[0] < numbers[1] < MOST:
            numbers = list(range(numbers[0], numbers[1] + 1))
        found.append((match.start(), tuple(map(str, numbers))))
    return found


def by_lot(plain: str, values: list[tuple[int, V]]) -> dict[str, V]:
    """Each value with its lots. `values` are places and values in the same text; {} where no lot is named.

    Where a value opens the text, the lots follow their value; else they come before it.
    """
    lots = lots_named(plain)
    if not lots or not values:
        return {}
    made: dict[str, V] = {}
    after = values[0][0] < lots[0][0]
    for rank, (place, value) in enumerate(values):
        if after:
            end = values[rank + 1][0] if rank + 1 < len(values) else len(plain)
            named = [numbers for at, numbers in lots if place < at < end]
        else:
            named = [numbers for at, numbers in lots if at < place][-1:]
        made |= {number: value for numbers in named for number in numbers}
    return made
