"""What people type over a PDF page: form fields and free text notes, as words at their place, through PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw

from checker.reading.document import Word
from checker.reading.textual import CROSSED_BOX, EMPTY_BOX, clean

Box = tuple[float, float, float, float]
Place = Callable[[float, float, float, float], Box]
_TEXT_TYPES = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
_BOX_TYPES = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)
_MAX = 5000
_LINE = 11.0  # points: an ordinary line height, to spread long values


def annotation_words(page: Any, form: Any, place: Place) -> list[Word]:
    """Values of the fields and notes of a page; a check box is the drawn character at its place.

    `form` is PDFium's handle on the form, None when the file has none; `place` turns PDF coordinates into page ones.
    """
    words: list[Word] = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MAX)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            words.extend(_words_of(annotation, form, place))
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return words


def _words_of(annotation: Any, form: Any, place: Place) -> list[Word]:
    subtype = raw.FPDFAnnot_GetSubtype(annotation)
    if raw.FPDFAnnot_GetFlags(annotation) & 2 or subtype not in (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT):
        return []  # hidden, or not text
    rect = raw.FS_RECTF()
    if not raw.FPDFAnnot_GetRect(annotation, ctypes.byref(rect)):
        return []
    box = place(
        min(rect.left, rect.right), min(rect.bottom, rect.top), max(rect.left, rect.right), max(rect.bottom, rect.top)
    )
    if subtype == raw.FPDF_ANNOT_FREETEXT:
        return _spread(
            _string(lambda buffer, size: raw.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size)), box
        )
    if form is None:
        return []
    kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in _BOX_TYPES:
        return [Word(CROSSED_BOX if raw.FPDFAnnot_IsChecked(form, annotation) else EMPTY_BOX, box)]
    if kind in _TEXT_TYPES:
        value = _string(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size))
        return _spread(value, box)
    return []


def _string(get: Callable[[Any, int], int]) -> str:
    """A UTF-16 string from a PDFium function that takes a buffer and its size in bytes."""
    size = get(None, 0)
    if not 2 < size < 1_000_000:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    get(buffer, size)
    return clean(bytes(buffer)[: size - 2].decode("utf-16-le", "replace").replace("\r\n", "\n").replace("\r", "\n"))


def _spread(text: str, box: Box) -> list[Word]:
    """Words of a value laid out over its box: the true place of each is not known, their order is."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        return []
    x0, y0, x1, y1 = box
    height = min((y1 - y0) / len(lines), _LINE) if len(lines) > 1 else min(y1 - y0, 2 * _LINE)
    top = y0 if len(lines) > 1 else (y0 + y1 - height) / 2
    words = []
    for row, line in enumerate(lines):
        advance = min(height * 0.5, (x1 - x0) / max(len(line), 1))
        position = 0
        for piece in line.split():
            position = line.index(piece, position)
            left, right = x0 + position * advance, x0 + (position + len(piece)) * advance
            low = top + row * height
            words.append(Word(piece, (round(left, 2), round(low, 2), round(right, 2), round(low + height, 2))))
            position += len(piece)
    return words
