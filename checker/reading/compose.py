"""A page of words and rules as text: bands of running text between drawn tables, in order from the top."""

from __future__ import annotations

from checker.reading import grid, layout
from checker.reading.document import Table, Word
from checker.reading.grid import Edge
from checker.reading.textual import clean, tidy


def compose(words: list[Word], horizontal: list[Edge], vertical: list[Edge]) -> tuple[str, tuple[Table, ...]]:
    """The text of a page and its drawn tables."""
    tables = grid.ruled_tables(horizontal, vertical) if horizontal and vertical else []
    outside = grid.share_out(words, tables) if tables else words
    filled = sorted((table for table in tables if len(table.words) > 1), key=lambda table: table.box[1])
    lonely = [word for table in tables if len(table.words) == 1 for held in table.words.values() for word in held]
    waiting = sorted([*outside, *lonely], key=lambda word: word.box[1] + word.box[3])
    lines: list[str] = []
    found: list[Table] = []
    for table in filled:
        above = [word for word in waiting if (word.box[1] + word.box[3]) / 2 < table.box[1]]
        waiting = waiting[len(above) :]
        lines.extend(layout.lines_of(above))
        inside, made = grid.lines_of_table(table)
        lines.extend(inside)
        found.append(made)
    lines.extend(layout.lines_of(waiting))
    return clean(tidy(lines)), tuple(found)
