"""The rules drawn on a PDF page, from its path objects."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as raw

from checker.reading.grid import Edge

Box = tuple[float, float, float, float]
Place = Callable[[float, float, float, float], Box]
_MAX_OBJECTS = 6000
_THIN = 2.6  # points: thicker is a coloured band, not a rule
_SHORT = 5.0


def rules_of(page: Any, place: Place) -> tuple[list[Edge], list[Edge]]:
    """Horizontal rules as (y, x0, x1) and vertical ones as (x, y0, y1), in points from the top left."""
    horizontal: list[Edge] = []
    vertical: list[Edge] = []
    for box in _boxes(page):
        x0, y0, x1, y1 = place(*box)
        if y1 - y0 <= _THIN and x1 - x0 > _SHORT:
            horizontal.append(((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= _THIN and y1 - y0 > _SHORT:
            vertical.append(((x0 + x1) / 2, y0, y1))
    return horizontal, vertical


def _boxes(page: Any) -> Iterator[Box]:
    """Boxes of thin shapes and of the straight strokes of other paths, in PDF coordinates."""
    sides = [ctypes.c_float() for _ in range(4)]
    pointers = [ctypes.byref(side) for side in sides]
    for index in range(min(raw.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        item = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_PATH or not raw.FPDFPageObj_GetBounds(item, *pointers):
            continue
        left, bottom, right, top = (side.value for side in sides)
        if right - left <= _THIN or top - bottom <= _THIN:
            yield left, bottom, right, top
        elif right - left > 20 and top - bottom > _SHORT and _is_stroked(item):
            yield from _strokes(item)


def _is_stroked(item: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke)) and stroke.value)


def _strokes(item: Any) -> Iterator[Box]:
    """Straight strokes along the axes; shapes with many segments are drawings and are left alone."""
    count = raw.FPDFPath_CountSegments(item)
    if not 2 <= count <= 400:
        return
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        here = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield _span(last, here)
        if raw.FPDFPathSegment_GetClose(segment):
            yield _span(here, start)
        last = here


def _span(one: tuple[float, float], two: tuple[float, float]) -> Box:
    return min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1])
