"""OpenDocument text and workbooks (.odt, .ods) from their raw XML."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from checker.reading.content import Content
from checker.reading.document import Cell
from checker.reading.limits import Budget, ReadingProblem
from checker.reading.pages import PageBuilder
from checker.reading.picture_words import picture_words
from checker.reading.textual import clean, tidy
from checker.reading.xlsx import MAX_CELLS, sheet_page
from checker.reading.zipped import check_office_zip, open_zip, parse_xml, part

_BASE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TEXT, TABLE, STYLE, META = (_BASE % name for name in ("office", "text", "table", "style", "meta"))
DRAW, FO = _BASE % "drawing", _BASE % "xsl-fo-compatible"
_PROPERTIES = ("paragraph-properties", "table-properties")
_GENERATIONS = 6  # styles descend from styles that descend from styles
_SKIPPED = {TEXT + "tracked-changes", TEXT + "note-citation", OFFICE + "annotation", TEXT + "sequence-decls"}
_NUMERIC = ("float", "currency", "percentage")


def read_odt(data: bytes, budget: Budget) -> Content:
    """Read an OpenDocument text. Raises ReadingProblem corrupt, encrypted or bomb."""
    content, root, styles = _open(data, budget)
    walker = _Walker(budget.limits.max_pages, _breaking(*(one for one in (root, styles) if one is not None)))
    for area in ("header", "footer"):
        for element in styles.iter(STYLE + area) if styles is not None else ():
            walker.blocks(element)
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise ReadingProblem("corrupt", "no text body")
    walker.blocks(body)
    content.pages = walker.builder.pages()
    content.comments = sum(1 for _ in root.iter(OFFICE + "annotation"))
    content.metadata |= picture_words(body, (DRAW + "image",), (TEXT + "p", TEXT + "h"))
    content.tracked_changes = sum(1 for _ in root.iter(TEXT + "changed-region"))
    return content


def read_ods(data: bytes, budget: Budget) -> Content:
    """Read an OpenDocument workbook: a sheet is a page. Raises ReadingProblem corrupt, encrypted or bomb."""
    content, root, _ = _open(data, budget)
    for number, sheet in enumerate(list(root.iter(TABLE + "table"))[: budget.limits.max_pages], 1):
        content.pages.append(sheet_page(number, clean(sheet.get(TABLE + "name") or ""), _sheet_cells(sheet)))
    return content


def _open(data: bytes, budget: Budget) -> tuple[Content, Any, Any]:
    with open_zip(data) as archive:
        check_office_zip(archive, budget)
        manifest = part(archive, "META-INF/manifest.xml", budget) or b""
        if b"encryption-data" in manifest:
            raise ReadingProblem("encrypted", "OpenDocument with a password")
        body, styles = part(archive, "content.xml", budget), part(archive, "styles.xml", budget)
        if body is None:
            raise ReadingProblem("corrupt", "no content.xml")
        content = Content(has_macros=any(name.startswith("Basic/") for name in archive.namelist()))
    return content, parse_xml(body), parse_xml(styles) if styles else None


def _breaking(*roots: Any) -> set[str]:
    """Names of the paragraph and table styles that start a new page, as "before:name" or "after:name"; a style that says
    nothing of it breaks as its parent does."""
    found, parents = set(), {}
    for style in (one for root in roots for one in root.iter(STYLE + "style")):
        name = style.get(STYLE + "name")
        said = [one for kind in _PROPERTIES for one in style.iterchildren(STYLE + kind)]
        breaks = {side: [one.get(f"{FO}break-{side}") for one in said] for side in ("before", "after")}
        if style.get(STYLE + "master-page-name"):
            found.add(f"before:{name}")
        for side, values in breaks.items():
            if "page" in values:
                found.add(f"{side}:{name}")
            elif not any(values):
                parents[f"{side}:{name}"] = f"{side}:{style.get(STYLE + 'parent-style-name')}"
    for _ in range(_GENERATIONS):
        found |= {name for name, parent in parents.items() if parent in found}
    return found


class _Walker:
    """Goes through blocks in order and fills a PageBuilder."""

    def __init__(self, max_pages: int, breaking: set[str]) -> None:
        self.builder = PageBuilder(max_pages)
        self.breaking = breaking

    def blocks(self, parent: Any) -> None:
        """Paragraphs, headings, lists, sections and tables under `parent`."""
        for child in parent.iterchildren():
            if child.tag in (TEXT + "p", TEXT + "h"):
                self._paragraph(child)
            elif child.tag == TABLE + "table":
                if f"before:{child.get(TABLE + 'style-name')}" in self.breaking:
                    self.builder.page_break()
                self._table(child)
            elif child.tag == TEXT + "soft-page-break":
                self.builder.page_break()
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                self.blocks(child)

    def _paragraph(self, element: Any) -> None:
        style = element.get(TEXT + "style-name")
        if f"before:{style}" in self.breaking:
            self.builder.page_break()
        pieces = inline(element).split("\f")
        for index, piece in enumerate(pieces):
            if index:
                self.builder.page_break()
            self.builder.line(piece)
        if f"after:{style}" in self.breaking:
            self.builder.page_break()

    def _table(self, element: Any) -> None:
        grid: list[list[list[str]]] = []
        for row in element.iter(TABLE + "table-row"):
            read = [_cell_lines(cell) for cell in row.iterchildren(TABLE + "table-cell")]
            soft = any("\f" in line for lines in read for line in lines)
            soft = soft or _previous_is_break(row)
            if soft:
                if grid:
                    self.builder.table(grid)
                self.builder.page_break()
                grid = []
            grid.append([[line.replace("\f", "") for line in lines] for lines in read])
        if grid:
            self.builder.table(grid)


def _previous_is_break(row: Any) -> bool:
    before = row.getprevious()
    return before is not None and before.tag == TEXT + "soft-page-break"


def _cell_lines(cell: Any) -> list[str]:
    return [inline(element) for element in cell.iter(TEXT + "p", TEXT + "h")]


def inline(element: Any) -> str:
    """The text of a paragraph; a page break inside it is a form feed."""
    parts = [element.text or ""]
    for child in element.iterchildren():
        if child.tag == TEXT + "s":
            parts.append(" " * min(int(child.get(TEXT + "c") or 1), 200))
        elif child.tag == TEXT + "tab":
            parts.append("\t")
        elif child.tag == TEXT + "line-break":
            parts.append("\n")
        elif child.tag == TEXT + "soft-page-break":
            parts.append("\f")
        elif child.tag in (TEXT + "p", TEXT + "h"):
            parts.append("\n" + inline(child))  # a frame anchored in the paragraph
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            parts.append(inline(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _sheet_cells(sheet: Any) -> list[Cell]:
    cells: list[Cell] = []
    row_number = 0
    for row in sheet.iter(TABLE + "table-row"):
        repeated = int(row.get(TABLE + "number-rows-repeated") or 1)
        read = list(_row_cells(row))
        for offset in range(min(repeated, 1000) if read else 0):
            cells.extend(Cell(row_number + offset, column, *rest) for column, *rest in read)
        row_number += repeated
        if len(cells) > MAX_CELLS:
            break
    return cells


def _row_cells(row: Any) -> list[tuple[int, str, Any, str | None]]:
    found: list[tuple[int, str, Any, str | None]] = []
    column = 0
    for cell in row.iterchildren(TABLE + "table-cell", TABLE + "covered-table-cell"):
        repeated = int(cell.get(TABLE + "number-columns-repeated") or 1)
        text = clean(tidy(_cell_lines(cell)))
        formula = cell.get(TABLE + "formula")
        if text or formula:
            formula = "=" + formula.partition("=")[2] if formula else None
            found.extend((column + offset, text, _value(cell, text), formula) for offset in range(min(repeated, 200)))
        column += repeated
    return found


def _value(cell: Any, text: str) -> Any:
    kind = cell.get(OFFICE + "value-type")
    try:
        if kind in _NUMERIC:
            return Decimal(cell.get(OFFICE + "value"))
        if kind == "boolean":
            return cell.get(OFFICE + "boolean-value") == "true"
        if kind == "date":
            written = cell.get(OFFICE + "date-value")
            return date.fromisoformat(written) if len(written) == 10 else datetime.fromisoformat(written)
    except (InvalidOperation, ValueError, TypeError):
        return text
    return text or None
