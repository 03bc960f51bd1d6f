"""Words of a PDF's text layer with their boxes, asking PDFium as little as can be: each question costs more than its answer."""

from __future__ import annotations

import ctypes
import re
import struct
import sys
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw

from checker.reading.document import Word
from checker.reading.textual import clean

Corners = tuple[float, float, float, float]
Place = Callable[[float, float, float, float], Corners]
_WORD = re.compile("[^\\x00\\x20\\t\\n\\r\\xa0\\u202f\\u2009\\u2003]+")
_LOOSE_BOX = raw.FPDFText_GetLooseCharBox
_TIGHT = 0.6  # a word narrower than this share of its height a letter has no room for a gap that PDFium would not tell


def words_of(text_page: Any, place: Place) -> list[Word]:
    """Words in the order of the file; `place` turns PDF coordinates into those of the page as shown."""
    ask = _Boxes(text_page)
    words: list[Word] = []
    for match in _WORD.finditer(_characters(text_page)):
        text, start = match.group(), match.start()
        if not _whole(text, start, ask, place, words):
            _letter_by_letter(text, start, ask, place, words)
    return words


def _characters(text_page: Any) -> str:
    """One character for each that PDFium counts: in one question when it gives as many units as characters."""
    count = max(0, raw.FPDFText_CountChars(text_page))
    units = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(text_page, 0, count, units) == count + 1:
        text = bytes(units).decode("utf-16-le" if sys.byteorder == "little" else "utf-16-be", "surrogatepass")[:-1]
        if len(text) == count:
            return text
    return "".join(chr(raw.FPDFText_GetUnicode(text_page, index)) for index in range(count))


class _Boxes:
    """Asks for the box of a character: left, top, right, bottom in PDF coordinates, or None."""

    def __init__(self, text_page: Any) -> None:
        self.text_page = text_page
        self.rect = raw.FS_RECTF()
        self.pointer, self.unpack = ctypes.byref(self.rect), struct.Struct("4f").unpack_from

    def __call__(self, index: int) -> Corners | None:
        if not _LOOSE_BOX(self.text_page, index, self.pointer):
            return None
        corners: Corners = self.unpack(self.rect)
        return corners


def _whole(text: str, start: int, ask: _Boxes, place: Place, words: list[Word]) -> bool:
    """Take the word by its first and last letters where both stand on one line too close for a gap between; False otherwise."""
    first = ask(start)
    last = ask(start + len(text) - 1) if len(text) > 1 else first
    if first is None or last is None:
        return False
    x0, high, _, low = first
    size = high - low
    level = abs(last[1] - high) <= 0.05 * size and abs(last[3] - low) <= 0.05 * size
    if not level or x0 > last[0] or last[2] - x0 > max(_TIGHT * len(text), 1.0) * size:
        return False
    _keep(text, x0, min(low, last[3]), last[2], max(high, last[1]), place, words)
    return True


def _keep(text: str, x0: float, y0: float, x1: float, y1: float, place: Place, words: list[Word]) -> None:
    text = clean(text).strip()
    if text and x1 > x0:
        words.append(Word(text, place(x0, y0, x1, y1)))


def _letter_by_letter(text: str, start: int, ask: _Boxes, place: Place, words: list[Word]) -> None:
    """Cut where a letter stands too far from those before it: letters of two columns, of two lines."""
    letters = ""
    x0 = y0 = x1 = y1 = 0.0
    for index, letter in enumerate(text, start):
        box = ask(index)
        if box is None or (letters and _apart(box[0], box[2], box[3], box[1], x0, x1, y0, y1)):
            _keep(letters, x0, y0, x1, y1, place, words)
            letters = ""
            if box is None:
                continue
        left, high, right, low = box
        if letters:
            x0, y0, x1, y1 = min(x0, left), min(y0, low), max(x1, right), max(y1, high)
        else:
            x0, y0, x1, y1 = left, low, right, high
        letters += letter
    _keep(letters, x0, y0, x1, y1, place, words)


def _apart(left: float, right: float, low: float, high: float, x0: float, x1: float, y0: float, y1: float) -> bool:
    """Whether a character stands too far from the word before it to belong to it."""
    size = max(min(high - low, y1 - y0), 1.0)
    horizontal = max(left - x1, x0 - right)
    vertical = max(low - y1, y0 - high)
    return horizontal > 0.9 * size or vertical > 0.2 * size
