"""A segment: notices that were indexed together, never changed, save that some may be gone since."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

import numpy as np

from search.analysis import plain_each
from search.table import ONE, YES_NO, Table
from search.words import Ints, Words

OPEN, ARCHIVE = "open", "archive"
PARTS = (OPEN, ARCHIVE)


class Names:
    """Numbers for the values of each column, the same in every segment. Grows only; several threads may share one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers: dict[str, dict[str, int]] = {}
        self._values: dict[str, list[str]] = {}

    def encode(self, column: str, values: Iterable[str]) -> Ints:
        """The number of each value, given now when it has none."""
        with self._lock:
            numbers, known = self._numbers.setdefault(column, {}), self._values.setdefault(column, [])
            made = []
            for value in values:
                if (number := numbers.get(value)) is None:
                    number = numbers[value] = len(known)
                    known.append(value)
                made.append(number)
        return np.array(made, np.int32)

    def number(self, column: str, value: str) -> int:
        """The number of a value; -2, which nothing has, when no notice holds it."""
        return self._numbers.get(column, {}).get(value, -2)

    def values(self, column: str) -> list[str]:
        """The values by number."""
        return self._values.get(column, [])


@dataclass(frozen=True, eq=False)
class Segment:
    """One segment as it can be searched. `alive` is false for the rows that are gone."""

    name: str
    part: str
    table: Table
    words: Words
    names: Names
    alive: Ints

    def without(self, gone: Iterable[int]) -> Segment:
        """The same segment with these rows gone, and no others."""
        alive = np.ones(len(self.table), bool)
        alive[np.fromiter(gone, np.int64)] = False
        made = replace(self, alive=alive)
        for name in ("coded", "_levels", "buyers", "plain_buyers"):  # kept: they do not depend on what is gone
            if name in self.__dict__:
                made.__dict__[name] = self.__dict__[name]
        return made

    @cached_property
    def coded(self) -> dict[str, Ints]:
        """The columns that hold one value, in numbers of `names`; -1 where there is none."""
        made = {}
        for name in ONE:
            numbers = np.append(self.names.encode(name, self.table.names[name]), -1)
            made[name] = numbers[self.table[name]]
        return made | {name: self.table[name].astype(np.int32) for name in YES_NO}

    @cached_property
    def buyers(self) -> dict[str, str]:
        """The name of each buyer, as its first notice writes it, by SIREN."""
        numbers, first = np.unique(self.table["buyer_id"], return_index=True)
        known = self.table.names["buyer_id"]
        return {
            known[number]: self.table.one("buyer", row) or ""
            for number, row in zip(numbers.tolist(), first.tolist(), strict=True)
            if number >= 0
        }

    @cached_property
    def plain_buyers(self) -> list[str]:
        """The names of buyers in plain words, in the order of their codes, each after a space."""
        return [f" {name}" for name in plain_each(self.table.names["buyer"])]

    @cached_property
    def _levels(self) -> dict[tuple[str, str], tuple[Ints, Ints]]:
        return {}

    def pairs(self, column: str, key: str, value: Callable[[str], str | None]) -> tuple[Ints, Ints]:
        """(row, number) of a column that holds several values, each turned by `value` (None: left out), each pair once.

        `key` tells one `value` from another: the pairs are kept.
        """
        if (known := self._levels.get((column, key))) is not None:
            return known
        turned = [value(one) for one in self.table.names[column]]
        numbers = self.names.encode(column, [one or "" for one in turned])
        numbers[[at for at, one in enumerate(turned) if one is None]] = -1
        pairs = np.stack([self.table[f"{column}_row"], numbers[self.table[column]]], axis=1).reshape(-1, 2)
        pairs = np.unique(pairs[pairs[:, 1] >= 0], axis=0)
        if len(self._levels) > 40:
            self._levels.clear()
        self._levels[column, key] = pairs[:, 0], pairs[:, 1]
        return self._levels[column, key]


TIERS = (2_000, 16_000)  # segments of one tier are merged when there are more than MOST of them
MOST = 6
_Held = TypeVar("_Held")


def crowded(held: Iterable[_Held], measure: Callable[[_Held], tuple[str, int]]) -> list[tuple[str, list[_Held]]]:
    """The segments to merge: those of a part and a tier that are too many. `measure` gives part and number of rows."""
    groups: dict[tuple[str, int], list[_Held]] = {}
    for one in held:
        part, rows = measure(one)
        groups.setdefault((part, sum(rows >= size for size in TIERS)), []).append(one)
    return [(part, ones) for (part, tier), ones in groups.items() if tier < len(TIERS) and len(ones) > MOST]
