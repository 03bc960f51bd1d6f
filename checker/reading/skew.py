"""Sheets that went askew through the scanner: lines of words put level again before their order is worked out."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from checker.reading.document import Word

Key = tuple[str, ...]  # what names a line in the answer of Tesseract


def _by_line(words: Sequence[Word], keys: Sequence[Key]) -> dict[Key, list[int]]:
    lines: dict[Key, list[int]] = {}
    for index, key in enumerate(keys):
        lines.setdefault(key, []).append(index)
    return lines


def slope_of(words: Sequence[Word], keys: Sequence[Key]) -> float:
    """How much lines go down per unit to the right: the median over the long lines, 0 when there are none."""
    slopes = []
    for indexes in _by_line(words, keys).values():
        if len(indexes) < 4:
            continue
        half = len(indexes) // 2
        left, right = [words[i].box for i in indexes[:half]], [words[i].box for i in indexes[-half:]]
        run = _mean([(box[0] + box[2]) / 2 for box in right]) - _mean([(box[0] + box[2]) / 2 for box in left])
        if run > 100:
            slopes.append((median(box[3] for box in right) - median(box[3] for box in left)) / run)
    return median(slopes) if slopes else 0.0


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def straightened(words: Sequence[Word], keys: Sequence[Key], slope: float) -> list[Word]:
    """The words as on a level sheet, those of one line sharing its height."""
    made = [_level(word, slope) for word in words]
    for indexes in _by_line(words, keys).values():
        top = median(made[i].box[1] for i in indexes)
        bottom = median(made[i].box[3] for i in indexes)
        for i in indexes:
            x0, y0, x1, y1 = made[i].box
            if y0 < bottom and y1 > top:
                made[i] = Word(made[i].text, (x0, top, x1, bottom))
    return made


def _level(word: Word, slope: float) -> Word:
    x0, y0, x1, y1 = word.box
    down = slope * (x0 + x1) / 2
    aside = slope * (y0 + y1) / 2
    return Word(word.text, (x0 + aside, y0 - down, x1 + aside, y1 - down))
