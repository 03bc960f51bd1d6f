"""PDF pages through PDFium: words with boxes, lines in reading order, pages that need OCR."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from checker.reading import ocr
from checker.reading.compose import compose
from checker.reading.content import Content
from checker.reading.document import Page, Word
from checker.reading.limits import Budget, ReadingProblem
from checker.reading.pdf_annotations import annotation_words
from checker.reading.pdf_extras import add_extras
from checker.reading.pdf_rules import rules_of
from checker.reading.pdf_words import words_of
from checker.reading.pictures import pictures_of
from checker.reading.textual import check_boxes_in

MIN_TEXT = 40  # characters under which a page with an image is taken for a scan
MAX_STAMP = 250  # characters that a stamp, a header or a signature adds over a scan


def read_pdf(data: bytes, budget: Budget) -> Content:
    """Read a PDF. Raises ReadingProblem encrypted or corrupt."""
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = "encrypted" if "password" in str(error).lower() else "corrupt"
        raise ReadingProblem(code, str(error)) from error
    try:
        return _read(pdf, data, budget)
    finally:
        pdf.close()


def _read(pdf: Any, data: bytes, budget: Budget) -> Content:
    content = Content()
    if pdf.get_formtype():
        pdf.init_forms()  # so that filled fields are painted on rendered pages
    total = len(pdf)
    scans: list[int] = []
    for index in range(min(total, budget.limits.max_pages)):
        page, needs_ocr = _read_page(pdf, index)
        content.pages.append(page)
        if needs_ocr:
            scans.append(index)
    if total == 0:
        raise ReadingProblem("corrupt", "no page")
    if total > budget.limits.max_pages:
        content.problem = "too_many_pages"
        content.problem_detail = f"{total} pages, the first {budget.limits.max_pages} were read"
    ocr.recognise_pages(content, scans, lambda index: _render(pdf, index), budget)
    add_extras(data, content)
    return content


def _read_page(pdf: Any, index: int) -> tuple[Page, bool]:
    """One page and whether it looks like a scan. A damaged page is empty, not fatal."""
    try:
        page = pdf[index]
    except pdfium.PdfiumError:
        return Page(index + 1, "", text_source="none", defects=("damaged",)), False
    try:
        width, height = page.get_size()
        placer = _Placer(page, width, height)
        words = _words(page, placer)
        words += annotation_words(page, pdf.formenv and pdf.formenv.raw, placer.place)
        text, tables = compose(words, *rules_of(page, placer.place))
        scan = _needs_ocr(page, len("".join(text.split())), width * height)
        defects = ("blank",) if not text and not scan else ()
        made = Page(
            index + 1,
            text,
            tuple(words),
            tables,
            check_boxes=check_boxes_in(text),
            width=width,
            height=height,
            defects=defects,
            pictures=pictures_of(page, placer.place, width * height),
        )
        return made, scan
    except pdfium.PdfiumError:
        return Page(index + 1, "", text_source="none", defects=("damaged",)), False
    finally:
        page.close()


def _needs_ocr(page: Any, letters: int, area: float) -> bool:
    """A page of hardly any text that shows an image, or of little text (a stamp, a header) over an image of the whole sheet."""
    if letters >= MAX_STAMP:
        return False
    sides = [ctypes.c_float() for _ in range(4)]
    pointers = [ctypes.byref(side) for side in sides]
    count = raw.FPDFPage_CountObjects(page)
    covered, pictured = 0.0, False
    for index in range(min(count, 3000)):
        item = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(item) in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            pictured = True
            if raw.FPDFPageObj_GetBounds(item, *pointers):
                left, bottom, right, top = (side.value for side in sides)
                covered += (right - left) * (top - bottom)
    if letters < MIN_TEXT:
        return pictured or count > 200  # many small drawings may be letters turned into outlines
    return covered > 0.6 * area


def _render(pdf: Any, index: int) -> Any:
    """The page as a grey PIL image at about 280 dpi, bounded for very large sheets."""
    page = pdf[index]
    try:
        width, height = page.get_size()
        scale = min(ocr.DPI / 72, (24_000_000 / max(width * height, 1.0)) ** 0.5)
        return page.render(scale=scale, grayscale=True).to_pil(), scale
    finally:
        page.close()


def _words(page: Any, placer: _Placer) -> list[Word]:
    """Words of the text layer with boxes in points from the top left of the page as shown."""
    text_page = raw.FPDFText_LoadPage(page)
    if not text_page:
        return []
    try:
        return words_of(text_page, placer.place)
    finally:
        raw.FPDFText_ClosePage(text_page)


class _Placer:
    """Turns PDF coordinates into points from the top left of the page as shown (crop and rotation applied)."""

    def __init__(self, page: Any, width: float, height: float) -> None:
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.rotation = page.get_rotation() % 360
        self.width, self.height = width, height

    def place(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        left, right, low, high = x0 - self.left, x1 - self.left, y0 - self.bottom, y1 - self.bottom
        if self.rotation == 90:
            box = low, left, high, right
        elif self.rotation == 180:
            box = self.width - right, low, self.width - left, high
        elif self.rotation == 270:
            box = self.width - high, self.height - right, self.width - low, self.height - left
        else:
            box = left, self.height - high, right, self.height - low
        return round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2)
