"""Where a page shows something that is not text: pasted pictures and curved drawings of a PDF, pen strokes of a scan."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pypdfium2.raw as raw
from PIL import Image, ImageDraw, ImageFilter

from checker.evidence import Box
from checker.reading.document import Word

_MAX_OBJECTS = 6000
_DRAWN = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_PATH)
_CURVES = 6  # a path with that many curves is drawn by hand, or a logo
_INK = 0.8  # of the shade of the paper
_FINE = 1.3  # pixels per point at which strokes are looked for
_RULE = 30.0  # points: a straight run that long belongs to a table or a frame
_LEAST, _MOST = (24.0, 9.0), (300.0, 160.0)  # width and height of what a hand leaves, in points
_RUN = re.compile(rb"\x00+")


def pictures_of(page: Any, place: Callable[[float, float, float, float], Box], area: float) -> tuple[Box, ...]:
    """Boxes in points of the pictures and curved drawings of a PDF page, the one that covers the page left out."""
    sides = [ctypes.c_float() for _ in range(4)]
    pointers = [ctypes.byref(side) for side in sides]
    found = []
    for index in range(min(raw.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        item = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind not in _DRAWN or not raw.FPDFPageObj_GetBounds(item, *pointers):
            continue
        left, bottom, right, top = (side.value for side in sides)
        if right - left < 5 or top - bottom < 5 or (right - left) * (top - bottom) > 0.5 * area:
            continue
        if kind != raw.FPDF_PAGEOBJ_PATH or (right - left >= _LEAST[0] and _is_curved(item)):
            found.append(place(left, bottom, right, top))
    return tuple(found)


def _is_curved(path: Any) -> bool:
    """Whether the first segments of a path hold several curves."""
    count = raw.FPDFPath_CountSegments(path)
    curves = 0
    for index in range(min(count, 300) if count >= _CURVES else 0):
        curves += raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(path, index)) == raw.FPDF_SEGMENT_BEZIERTO
        if curves >= _CURVES:
            return True
    return False


def strokes_in(image: Image.Image, scale: float, words: Iterable[Word]) -> tuple[Box, ...]:
    """Boxes in points of the ink of a scan that is neither a word nor a rule; `scale` is pixels per point, words are in points."""
    factor = max(1, round(scale / _FINE))
    small = image.convert("L").filter(ImageFilter.MinFilter(3)).reduce(factor)
    ratio = scale / factor
    shades = small.histogram()
    dark = _INK * max(range(256), key=lambda shade: shades[shade])
    ink = small.point(lambda shade: 0 if shade < dark else 255)
    pen = ImageDraw.Draw(ink)
    for word in words:
        x0, y0, x1, y1 = (side * ratio for side in word.box)
        if y1 - y0 < 26 * ratio:  # a taller « word » is a scrawl that OCR took for letters
            pen.rectangle((x0 - 1.5, y0 - 1.5, x1 + 1.5, y1 + 1.5), fill=255)
    ink = _without_rules(_without_rules(ink, ratio).transpose(Image.Transpose.TRANSPOSE), ratio)
    ink = ink.transpose(Image.Transpose.TRANSPOSE).filter(ImageFilter.MinFilter(3))
    boxes = ((x0 / ratio, y0 / ratio, x1 / ratio, y1 / ratio) for x0, y0, x1, y1 in _blots(ink))
    return tuple(
        (round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1))
        for x0, y0, x1, y1 in boxes
        if _LEAST[0] <= x1 - x0 <= _MOST[0] and _LEAST[1] <= y1 - y0 <= _MOST[1]
    )


def _without_rules(ink: Image.Image, ratio: float) -> Image.Image:
    """The picture without the straight horizontal runs that no pen draws."""
    width, height = ink.size
    data = bytearray(ink.tobytes())
    long = re.compile(rb"\x00{%d,}" % max(12, int(_RULE * ratio)))
    for row in range(height):
        for found in long.finditer(data[row * width : (row + 1) * width]):
            start, end = row * width + found.start(), row * width + found.end()
            data[start:end] = b"\xff" * (end - start)
    return Image.frombytes("L", (width, height), bytes(data))


def _blots(ink: Image.Image) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of connected dark regions, in pixels: runs of neighbouring rows that touch belong together."""
    width, height = ink.size
    data = ink.tobytes()
    boxes: dict[int, list[int]] = {}
    parents: dict[int, int] = {}
    before: list[tuple[int, int, int]] = []
    for row in range(height):
        here = []
        for found in _RUN.finditer(data[row * width : (row + 1) * width]):
            start, end = found.span()
            touched = {_root(parents, name) for low, high, name in before if low <= end and high >= start}
            name = min(touched, default=len(parents))
            parents.setdefault(name, name)
            box = boxes.setdefault(name, [start, row, end, row])
            for other in touched - {name}:
                parents[other] = name
                gone = boxes.pop(other)
                box[:] = min(box[0], gone[0]), min(box[1], gone[1]), max(box[2], gone[2]), max(box[3], gone[3])
            box[0], box[2], box[3] = min(box[0], start), max(box[2], end), row
            here.append((start, end, name))
        before = here
    for x0, y0, x1, y1 in boxes.values():
        yield x0, y0, x1, y1 + 1


def _root(parents: dict[int, int], name: int) -> int:
    while parents[name] != name:
        name = parents[name]
    return name
