"""What a Word document leaves to its styles: numbers and bullets of paragraphs, and how much height they take."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from checker.reading.docx_paragraph import W
from checker.reading.textual import EMPTY_BOX, clean

_LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def integer(element: Any, name: str, default: int) -> int:
    """The integer attribute w:`name` of an element that may be None."""
    try:
        return int(float(element.get(W + name))) if element is not None else default
    except (TypeError, ValueError):
        return default


@dataclass(frozen=True, slots=True)
class Metrics:
    """Size of letters, space before and after, and height of a line as a multiple of the size; in points."""

    size: float = 11.0
    before: float = 0.0
    after: float = 0.0
    line: float = 1.16

    def height(self, text: str, width: float) -> float:
        """The height of a paragraph of that text over a width in points, letters taken half as wide as tall."""
        lines = sum(max(1, math.ceil(len(part) * self.size * 0.48 / max(width, 20.0))) for part in text.split("\n"))
        return self.before + self.after + lines * self.size * self.line


class Styles:
    """Paragraph styles of styles.xml with what they inherit."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str | None, Any] = {}
        self._metrics: dict[str | None, Metrics] = {}
        self._numbers: dict[str | None, tuple[str, int] | None] = {None: None}
        base = Metrics(10.0)
        self._default: str | None = None
        if root is not None:
            defaults = root.find(W + "docDefaults")
            if defaults is not None:
                base = _metrics(defaults.find(f"{W}pPrDefault/{W}pPr"), defaults.find(f"{W}rPrDefault/{W}rPr"), base)
            for style in root.findall(W + "style"):
                if style.get(W + "type") == "paragraph":
                    self._styles[style.get(W + "styleId")] = style
                    if style.get(W + "default") in ("1", "true"):
                        self._default = style.get(W + "styleId")
        self._base = base

    def metrics(self, properties: Any, run: Any) -> Metrics:
        """Metrics of a paragraph from its w:pPr and the w:rPr of its first run, either may be None."""
        return _metrics(properties, run, self._of_style(style_of(properties) or self._default, 0))

    def _of_style(self, name: str | None, depth: int) -> Metrics:
        if name not in self._metrics:
            style: Any = self._styles.get(name)
            if style is None or depth > 20:
                return self._base
            parent = style.find(W + "basedOn")
            inherited = self._of_style(parent.get(W + "val"), depth + 1) if parent is not None else self._base
            self._metrics[name] = _metrics(style.find(W + "pPr"), style.find(W + "rPr"), inherited)
        return self._metrics[name]

    def number(self, name: str | None, depth: int = 0) -> tuple[str, int] | None:
        """The list (id, level) that a style puts its paragraphs in, or None."""
        if name not in self._numbers:
            style: Any = self._styles.get(name)
            if style is None or depth > 20:
                return None
            found = list_of(style.find(W + "pPr"))
            parent = style.find(W + "basedOn")
            if found is None and parent is not None:
                found = self.number(parent.get(W + "val"), depth + 1)
            self._numbers[name] = found
        return self._numbers[name]


def _metrics(properties: Any, run: Any, base: Metrics) -> Metrics:
    size = run.find(W + "sz") if run is not None else None
    spacing = properties.find(W + "spacing") if properties is not None else None
    points = integer(size, "val", round(base.size * 2)) / 2
    if spacing is None:
        return Metrics(points, base.before, base.after, base.line)
    line = base.line
    if spacing.get(W + "line"):
        amount = integer(spacing, "line", 240)
        line = (
            amount / 240 * 1.16 if (spacing.get(W + "lineRule") or "auto") == "auto" else amount / 20 / max(points, 1.0)
        )
    before = integer(spacing, "before", round(base.before * 20)) / 20
    return Metrics(points, before, integer(spacing, "after", round(base.after * 20)) / 20, line)


# bullets shown as they are; Word draws others with fonts of symbols, one for each depth
_KEPT = (EMPTY_BOX, "-", "–", "→", "➢")
_BULLETS = "•◦▪"


def style_of(properties: Any) -> str | None:
    """The style named in a w:pPr, or None."""
    style = properties.find(W + "pStyle") if properties is not None else None
    return style.get(W + "val") if style is not None else None


def list_of(properties: Any) -> tuple[str, int] | None:
    """The (list id, level) written in a w:pPr, or None."""
    numbering: Any = properties.find(W + "numPr") if properties is not None else None
    identifier = numbering.find(W + "numId") if numbering is not None else None
    if identifier is None:
        return None
    return identifier.get(W + "val") or "0", integer(numbering.find(W + "ilvl"), "val", 0)


class Numbering:
    """Counts the items of lists and tells what Word shows before each."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._depths: list[int] = []
        if root is None:
            return
        self._depths = sorted({_indent(level) for level in root.iter(W + "lvl")})
        for abstract in root.findall(W + "abstractNum"):
            levels = {integer(level, "ilvl", 0): self._level(level) for level in abstract.findall(W + "lvl")}
            self._levels[abstract.get(W + "abstractNumId")] = levels
        for number in root.findall(W + "num"):
            target = number.find(W + "abstractNumId")
            if target is not None:
                self._abstract[number.get(W + "numId")] = target.get(W + "val")

    def _level(self, element: Any) -> tuple[str, str, int]:
        """The form, the text and the first number of a level; bullets that stand deeper are drawn otherwise."""
        form, text = element.find(W + "numFmt"), element.find(W + "lvlText")
        kind = (form.get(W + "val") if form is not None else None) or "decimal"
        shown = (text.get(W + "val") if text is not None else None) or ""
        if kind == "bullet" and (shown := clean(shown).strip()) not in _KEPT:
            shown = _BULLETS[self._depths.index(_indent(element)) % len(_BULLETS)]
        return kind, shown, integer(element.find(W + "start"), "val", 1)

    def prefix(self, properties: Any) -> str:
        """The number or bullet of a paragraph, from its w:pPr; empty when it has none."""
        place = list_of(properties) or self._styles.number(style_of(properties))
        if place is None or place[0] not in self._abstract or not 0 <= place[1] < _LEVELS:
            return ""
        abstract, level = self._abstract[place[0]], place[1]
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        current = counts[level]
        counts[level] = levels[level][2] if current is None else current + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return _shown(levels, counts, level)


def _indent(element: Any) -> int:
    """How far from the margin a level of a list stands, in twentieths of a point."""
    found = element.find(f"{W}pPr/{W}ind")
    usual = 360 * integer(element, "ilvl", 0)
    return integer(found, "left", integer(found, "start", usual))


def _shown(levels: dict[int, tuple[str, str, int]], counts: list[int | None], level: int) -> str:
    form, text, _ = levels[level]
    if form == "none":
        return ""
    if form == "bullet":
        return text
    for index in range(level, -1, -1):
        if f"%{index + 1}" in text:
            number = counts[index]
            start = levels[index][2] if index in levels else 1
            text = text.replace(
                f"%{index + 1}", _written(start if number is None else number, levels.get(index, ("decimal",))[0])
            )
    return clean(text).strip()


def _written(number: int, form: str) -> str:
    if form.endswith("Letter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""
        return letter.upper() if form.startswith("upper") else letter
    if form.endswith("Roman"):
        written, rest = "", min(max(number, 0), 4000)
        for value, letters in _ROMAN:
            written += letters * (rest // value)
            rest %= value
        return written.upper() if form.startswith("upper") else written
    return f"{number:02d}" if form == "decimalZero" else str(number)
