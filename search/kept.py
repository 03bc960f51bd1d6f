"""What is worked out once for a batch of notices: the saved searches matched with it meet the same words again and again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from search.table import Table

MOST_ROWS = 2_000  # what is kept of a larger batch would weigh more than it saves
_Made = TypeVar("_Made")


def keep(table: Table) -> None:
    """From now on the table keeps what is worked out of it: for one that lives as long as a batch, not as a server."""
    if len(table) <= MOST_ROWS:
        table.kept = {}


def once(table: Table, key: Hashable, make: Callable[[], _Made]) -> _Made:
    """`make()`; where the table keeps, the first result again for the same key, which nobody may change."""
    if table.kept is None:
        return make()
    if key not in table.kept:
        table.kept[key] = make()
    made: _Made = table.kept[key]
    return made
