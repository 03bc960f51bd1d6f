"""From words with boxes to lines in reading order."""

from __future__ import annotations

from checker.reading.document import Word

Line = list[Word]
GAP = "  "


def lines_of(words: list[Word]) -> list[str]:
    """The lines of a page in reading order: columns of prose one after the other, rows of a table across."""
    return [text_of(line) for line in order(words)]


def order(words: list[Word]) -> list[Line]:
    """Words grouped in lines, top to bottom, left column before right column."""
    return _split(_rows(words), 0)


def text_of(line: Line) -> str:
    """The text of one line; a gap wider than ordinary spaces becomes two spaces."""
    parts: list[str] = []
    for index, word in enumerate(line):
        if index:
            previous = line[index - 1]
            gap = word.box[0] - previous.box[2]
            height = max(previous.box[3] - previous.box[1], 1.0)
            parts.append(GAP if gap > 1.6 * height else " ")
        parts.append(word.text)
    return "".join(parts)


def _rows(words: list[Word]) -> list[Line]:
    """Words whose middles share a height make a row; each row is sorted from left to right."""
    rows: list[Line] = []
    tops: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda item: (item.box[1] + item.box[3], item.box[0])):
        middle = (word.box[1] + word.box[3]) / 2
        for index in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            top, bottom = tops[index]
            low, high = max(top, word.box[1]), min(bottom, word.box[3])
            smaller = max(min(bottom - top, word.box[3] - word.box[1]), 0.1)
            if top <= middle <= bottom and high - low > 0.5 * smaller:
                rows[index].append(word)
                break
        else:
            rows.append([word])
            tops.append((word.box[1], word.box[3]))
    for row in rows:
        row.sort(key=lambda item: item.box[0])
    return rows


def _split(rows: list[Line], depth: int) -> list[Line]:
    """Cut the page in bands where a gutter separates two columns of prose; leave the other rows as they are."""
    if depth > 2 or len(rows) < 6:
        return rows
    band = _longest_band(rows)
    if band is None:
        return rows
    start, end, gutter = band
    left = [[word for word in row if (word.box[0] + word.box[2]) / 2 < gutter] for row in rows[start:end]]
    right = [[word for word in row if (word.box[0] + word.box[2]) / 2 >= gutter] for row in rows[start:end]]
    middle = _split([row for row in left if row], depth + 1) + _split([row for row in right if row], depth + 1)
    return _split(rows[:start], depth + 1) + middle + _split(rows[end:], depth + 1)


def _gutters(row: Line) -> list[tuple[float, float]]:
    """Wide empty spaces inside a row."""
    found = []
    for previous, word in zip(row, row[1:], strict=False):
        if word.box[0] - previous.box[2] > 0.9 * max(previous.box[3] - previous.box[1], 1.0):
            found.append((previous.box[2], word.box[0]))
    return found


def _longest_band(rows: list[Line]) -> tuple[int, int, float] | None:
    """The longest run of rows with one gutter in common and prose on both sides: (first, after last, x of the gutter)."""
    best: tuple[int, int, float] | None = None
    start = 0
    while start < len(rows):
        end, gutter = _grow(rows, start)
        if gutter is not None and end - start >= 6 and (best is None or end - start > best[1] - best[0]):
            x = (gutter[0] + gutter[1]) / 2
            if _is_prose(rows[start:end], x) or _is_unaligned(rows[start:end], x):
                best = (start, end, x)
        start = max(start + 1, end if gutter is not None and end - start >= 6 else start + 1)
    return best


def _grow(rows: list[Line], start: int) -> tuple[int, tuple[float, float] | None]:
    candidates = _gutters(rows[start])
    end = start + 1
    while candidates and end < len(rows):
        narrowed = []
        for left, right in candidates:
            space = _space_in(rows[end], left, right)
            if space is not None:
                narrowed.append(space)
        if not narrowed:
            break
        candidates = narrowed
        end += 1
    return end, (max(candidates, key=lambda item: item[1] - item[0]) if candidates else None)


def _space_in(row: Line, left: float, right: float) -> tuple[float, float] | None:
    """The part of the gutter left..right that the row leaves empty, when wide enough."""
    for word in row:
        x0, _, x1, _ = word.box
        if x1 <= left or x0 >= right:
            continue
        if x0 - left >= right - x1:
            right = x0
        else:
            left = x1
        if right - left < 6:
            return None
    return left, right


def _is_unaligned(rows: list[Line], gutter: float) -> bool:
    """The two sides do not share their lines, as those of a table or a form do: each runs on its own, bullets and titles too."""
    both, alone, words = 0, [0, 0], 0
    for row in rows:
        sides = [[word for word in row if ((word.box[0] + word.box[2]) / 2 >= gutter) == bool(side)] for side in (0, 1)]
        words += len(row)
        if all(sides):
            both += abs(sides[0][0].box[3] - sides[1][0].box[3]) > 0.7
        else:
            alone[bool(sides[1])] += 1
    shared = len(rows) - sum(alone)
    return len(rows) >= 20 and min(alone) >= 3 and both > 0.5 * shared and words > 5 * len(rows)


def _is_prose(rows: list[Line], gutter: float) -> bool:
    """Both sides hold running text (several words, most lines full): otherwise it is a table or a form, read across."""
    for side in (0, 1):
        lines = [[word for word in row if ((word.box[0] + word.box[2]) / 2 >= gutter) == bool(side)] for row in rows]
        lines = [line for line in lines if line]
        if len(lines) < 5:
            return False
        widths = [line[-1].box[2] - line[0].box[0] for line in lines]
        full = sum(width > 0.75 * max(widths) for width in widths)
        words = sum(len(line) for line in lines) / len(lines)
        if words < 4 or full < 0.55 * len(lines) or max(widths) < 120:
            return False
    return True
