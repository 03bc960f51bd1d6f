"""Word documents (.docx, .docm) from their raw XML: body, tables, text boxes, notes, headers, controls, tracked changes."""

from __future__ import annotations

import dataclasses
import re
import zipfile
from typing import Any

from checker.reading.content import Content
from checker.reading.document import Signature
from checker.reading.docx_paragraph import Marks, Paragraph, W, paragraphs_of, read_paragraph
from checker.reading.limits import Budget, ReadingProblem
from checker.reading.pages import PageBuilder
from checker.reading.textual import clean, tidy
from checker.reading.zipped import check_office_zip, open_zip, parse_xml, part

_MAX_DEPTH = 12


def read_docx(data: bytes, budget: Budget) -> Content:
    """Read a Word document. Raises ReadingProblem corrupt, encrypted or bomb."""
    with open_zip(data) as archive:
        check_office_zip(archive, budget)
        body = _root(archive, "word/document.xml", budget)
        if body is None:
            raise ReadingProblem("corrupt", "no word/document.xml")
        walker = _Walker(budget.limits.max_pages)
        for child in body.iterchildren():
            if child.tag == W + "body":
                walker.blocks(child, 0)
        headers, footers = _furniture(archive, budget, walker.marks)
        _notes(archive, budget, walker)
        content = Content(walker.builder.pages())
        content.has_macros = any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())
        if any(name.startswith("_xmlsignatures/sig") for name in archive.namelist()):
            content.signatures.append(Signature("xades", None, problem="unverifiable"))
        content.tracked_changes = walker.marks.tracked
        content.fields = walker.marks.fields
        comments = _root(archive, "word/comments.xml", budget)
        content.comments = 0 if comments is None else len(comments.findall(W + "comment"))
        content.metadata = _metadata(archive, budget)
    _add_furniture(content, headers, footers)
    return content


def _root(archive: zipfile.ZipFile, name: str, budget: Budget) -> Any:
    data = part(archive, name, budget)
    return None if data is None else parse_xml(data)


class _Walker:
    """Goes through blocks in order and fills a PageBuilder."""

    def __init__(self, max_pages: int) -> None:
        self.builder = PageBuilder(max_pages)
        self.marks = Marks()

    def blocks(self, parent: Any, depth: int) -> None:
        """Paragraphs, tables and controls that are children of `parent`."""
        if depth > _MAX_DEPTH:
            return
        for child in parent.iterchildren():
            if child.tag == W + "p":
                self._paragraph(read_paragraph(child, self.marks))
            elif child.tag == W + "tbl":
                self._table(child, depth)
            elif child.tag in (W + "sdt", W + "ins", W + "moveTo", W + "customXml", W + "smartTag", W + "sdtContent"):
                self.blocks(child, depth + 1)

    def _paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.break_before:
            self.builder.page_break()
        for index, text in enumerate(paragraph.parts):
            if index:
                self.builder.page_break()
            self.builder.line(text)
        for text in paragraph.boxes:
            self.builder.line(text)
        if paragraph.break_after:
            self.builder.page_break()

    def _table(self, table: Any, depth: int) -> None:
        grid: list[list[list[str]]] = []
        for row in _children(table, "tr"):
            cells = list(_children(row, "tc"))
            if len(cells) == 1 and cells[0].find(W + "tbl") is not None:
                self._flush(grid)
                self.blocks(cells[0], depth + 1)  # a frame around other tables: no table of its own
                continue
            read = [self._cell(cell, depth) for cell in cells]
            breaks = [broken for _, broken in read]
            if "before" in breaks:
                self._flush(grid)
                self.builder.page_break()
            grid.append(_spread(cells, [lines for lines, _ in read]))
            if "inside" in breaks and "before" not in breaks:
                self._flush(grid)
                self.builder.page_break()
        self._flush(grid)

    def _flush(self, grid: list[list[list[str]]]) -> None:
        if grid:
            self.builder.table(list(grid))
            grid.clear()

    def _cell(self, cell: Any, depth: int) -> tuple[list[str], str]:
        """The lines of a cell, nested tables included, and whether a page break falls before or inside its text."""
        lines: list[str] = []
        broken = ""
        for paragraph in paragraphs_of(cell):
            read = read_paragraph(paragraph, self.marks)
            if len(read.parts) > 1 or read.break_before:
                first = not lines and (read.break_before or not read.parts[0].strip())
                broken = broken or ("before" if first else "inside")
            lines.append("".join(read.parts))
            lines.extend(read.boxes)
        return lines, broken


def _spread(cells: list[Any], texts: list[list[str]]) -> list[list[str]]:
    """The cells of a row at their column: one that spans several is followed by empty ones."""
    row: list[list[str]] = []
    for cell, lines in zip(cells, texts, strict=True):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        width = span.get(W + "val") if span is not None else "1"
        row.append(lines)
        row.extend([] for _ in range(min(int(width), 60) - 1 if (width or "").isdigit() else 0))
    return row


def _children(parent: Any, name: str) -> list[Any]:
    """Children called `name`, also through content controls and tracked insertions."""
    found: list[Any] = []
    for child in parent.iterchildren():
        if child.tag == W + name:
            found.append(child)
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            found.extend(_children(child, name))
    return found


def _furniture(archive: zipfile.ZipFile, budget: Budget, marks: Marks) -> tuple[list[str], list[str]]:
    found: dict[str, list[str]] = {"header": [], "footer": []}
    for name in sorted(archive.namelist()):
        match = re.fullmatch(r"word/(header|footer)\d*\.xml", name)
        if match is None:
            continue
        root = _root(archive, name, budget)
        for paragraph in paragraphs_of(root):
            read = read_paragraph(paragraph, marks)
            for text in ("".join(read.parts), *read.boxes):
                for line in clean(tidy([text])).split("\n"):
                    if line.strip() and line.strip() not in found[match.group(1)]:
                        found[match.group(1)].append(line.strip())
    return found["header"], found["footer"]


def _add_furniture(content: Content, headers: list[str], footers: list[str]) -> None:
    """Headers above and footers below the first page; every page lists them."""
    if not headers and not footers:
        return
    for index, page in enumerate(content.pages):
        text = tidy([*headers, page.text, *footers]) if index == 0 else page.text
        content.pages[index] = dataclasses.replace(page, text=text, furniture=(*headers, *footers))


def _notes(archive: zipfile.ZipFile, budget: Budget, walker: _Walker) -> None:
    for name, tag in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        root = _root(archive, name, budget)
        if root is None:
            continue
        for note in root.findall(W + tag):
            if note.get(W + "type") in ("separator", "continuationSeparator", "continuationNotice"):
                continue
            for paragraph in paragraphs_of(note):
                walker.builder.line("".join(read_paragraph(paragraph, walker.marks).parts))


def _metadata(archive: zipfile.ZipFile, budget: Budget) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("docProps/core.xml", "docProps/app.xml"):
        try:
            root = _root(archive, name, budget)
        except ReadingProblem:
            continue
        for child in root.iterchildren() if root is not None else ():
            if isinstance(child.tag, str) and child.text and child.text.strip():
                found[child.tag.rpartition("}")[2].lower()] = clean(child.text.strip())[:500]
    return found
