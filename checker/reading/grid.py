"""Tables drawn with rules: from horizontal and vertical lines to cells, and from cells to text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from checker.reading import layout
from checker.reading.document import Cell, Table, Word
from checker.reading.textual import clean

Box = tuple[float, float, float, float]
Edge = tuple[float, float, float]  # where it stands on its own axis, and from where to where on the other
_TOUCH = 3.0  # points: rules that nearly meet do meet
_BULLET = re.compile(r"^(?:[-–—•▪➢❖→*☐☒☑✓·o]|\d{1,2}[.)]|[a-z]\))(?:\s|$)")
_OPENING = ("«", "“", "n°", "N°", "–")  # signs that stay on the line of the word they open


@dataclass(slots=True)
class Ruled:
    """A drawn table: its box and its cells as {(row, column): box}."""

    box: Box
    cells: dict[tuple[int, int], Box]
    words: dict[tuple[int, int], list[Word]] = field(default_factory=dict)


def ruled_tables(horizontal: list[Edge], vertical: list[Edge]) -> list[Ruled]:
    """Tables of at least two columns found in rules given as (y, x0, x1) and (x, y0, y1), from the smallest."""
    rows, columns = _joined(horizontal), _joined(vertical)
    if len(rows) < 2 or len(columns) < 2 or len(rows) * len(columns) > 250_000:
        return []
    found = []
    for across, down in _groups(rows, columns):
        table = _cells(across, down)
        if table is not None:
            found.append(table)
    return sorted(found, key=lambda table: (table.box[2] - table.box[0]) * (table.box[3] - table.box[1]))


def _joined(edges: list[Edge]) -> list[Edge]:
    """Edges on one line that touch become one."""
    made: list[Edge] = []
    for at, low, high in sorted(edges):
        for index in range(len(made) - 1, -1, -1):
            other, start, end = made[index]
            if at - other > 1.5:
                index = -1
                break
            if low <= end + _TOUCH and high >= start - _TOUCH:
                made[index] = (other, min(start, low), max(end, high))
                break
        else:
            index = -1
        if index < 0:
            made.append((at, low, high))
    return made


def _groups(rows: list[Edge], columns: list[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Sets of rules that cross one another."""
    left = set(range(len(columns)))
    waiting = set(range(len(rows)))
    groups = []
    while waiting:
        across, down, fresh = set(), set(), {waiting.pop()}
        while fresh:
            across |= fresh
            touched = {c for c in left for r in fresh if _cross(rows[r], columns[c])}
            left -= touched
            down |= touched
            fresh = {r for r in waiting for c in touched if _cross(rows[r], columns[c])}
            waiting -= fresh
        if len(across) > 1 and len(down) > 1:
            groups.append(([rows[r] for r in across], [columns[c] for c in down]))
    return groups


def _cross(row: Edge, column: Edge) -> bool:
    y, x0, x1 = row
    x, y0, y1 = column
    return x0 - _TOUCH <= x <= x1 + _TOUCH and y0 - _TOUCH <= y <= y1 + _TOUCH


def _places(edges: list[Edge]) -> list[float]:
    places: list[float] = []
    for at, _, _ in sorted(edges):
        if not places or at - places[-1] > _TOUCH:
            places.append(at)
    return places


def _cells(across: list[Edge], down: list[Edge]) -> Ruled | None:
    """Elementary cells merged where no rule parts them."""
    ys, xs = _places(across), _places(down)
    if len(ys) < 2 or len(xs) < 3 or len(ys) * len(xs) > 20_000:
        return None
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            key = row, column
            x, y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
            if column and not _covered(down, xs[column], y):
                owner[key] = owner[row, column - 1]
            elif row and not _covered(across, ys[row], x):
                owner[key] = owner[row - 1, column]
            else:
                owner[key] = key
    cells: dict[tuple[int, int], Box] = {}
    for (row, column), first in owner.items():
        piece = xs[column], ys[row], xs[column + 1], ys[row + 1]
        cells[first] = _around(cells[first], piece) if first in cells else piece
    if len({column for _, column in cells}) < 2:
        return None
    return Ruled((xs[0], ys[0], xs[-1], ys[-1]), cells)


def _covered(edges: list[Edge], at: float, along: float) -> bool:
    return any(abs(place - at) <= _TOUCH and low - 1 <= along <= high + 1 for place, low, high in edges)


def _around(one: Box, two: Box) -> Box:
    return min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])


def share_out(words: list[Word], tables: list[Ruled]) -> list[Word]:
    """Put each word in the cell it stands in; returns the words outside all tables."""
    outside = []
    for word in words:
        x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
        for table in tables:
            key = _cell_at(table, x, y)
            if key is not None:
                table.words.setdefault(key, []).append(word)
                break
        else:
            outside.append(word)
    return outside


def _cell_at(table: Ruled, x: float, y: float) -> tuple[int, int] | None:
    if not (table.box[0] - 1 <= x <= table.box[2] + 1 and table.box[1] - 1 <= y <= table.box[3] + 1):
        return None
    for key, (x0, y0, x1, y1) in table.cells.items():
        if x0 <= x <= x1 and y0 <= y <= y1:
            return key
    return None


def paragraphs(words: list[Word], width: float) -> list[str]:
    """The paragraphs of a cell: a line is continued when the first word of the next could not have stood on it."""
    lines = layout.order(words)
    made: list[str] = []
    texts = [layout.text_of(line) for line in lines]
    dashed = [text.startswith(("–", "-", "—")) for text in texts]
    for index, (line, text) in enumerate(zip(lines, texts, strict=True)):
        # A dash alone in its cell joins two words, « Isolation – ravalement »: it opens no item of a list.
        joins = dashed[index] and sum(dashed) == 1 and not texts[index - 1].endswith((":", ";"))
        if index and (joins or not _BULLET.match(text)):
            before = lines[index - 1]
            used = before[-1].box[2] - before[0].box[0]
            first = line[1] if line[0].text in _OPENING and len(line) > 1 else line[0]
            needed = first.box[2] - line[0].box[0] + 0.3 * (line[0].box[3] - line[0].box[1])
            if used + needed > width - 14:
                made[-1] += " " + text
                continue
        made.append(text)
    return made


def lines_of_table(table: Ruled) -> tuple[list[str], Table]:
    """The text lines of a table, a row whose cells hold one paragraph each on one line, and its cells."""
    lines: list[str] = []
    cells: list[Cell] = []
    for row in sorted({row for row, _ in table.words}):
        filled: list[list[str]] = []
        for key in sorted(key for key in table.cells if key[0] == row):
            x0, _, x1, _ = table.cells[key]
            parts = paragraphs(table.words.get(key, []), x1 - x0)
            filled.append(parts)
            if parts:
                cells.append(Cell(key[0], key[1], clean("\n".join(parts))))
        if all(len(parts) <= 1 for parts in filled):
            lines.append("\t".join(" ".join(parts) for parts in filled).rstrip())  # an empty cell keeps its place
        else:
            lines.extend(line for parts in filled for line in parts)
    return lines, Table(tuple(cells))
