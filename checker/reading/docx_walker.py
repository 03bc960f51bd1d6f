"""Goes through the blocks of a Word document in order: paragraphs with their numbers, tables, page breaks."""

from __future__ import annotations

from typing import Any

from checker.reading.docx_flow import Flow
from checker.reading.docx_paragraph import Marks, Paragraph, W, paragraphs_of, read_paragraph
from checker.reading.docx_styles import Metrics, Numbering, Styles, integer
from checker.reading.pages import PageBuilder

_MAX_DEPTH = 12


class Walker:
    """Goes through blocks in order and fills a PageBuilder."""

    def __init__(self, max_pages: int, styles: Styles, numbering: Numbering, flow: Flow) -> None:
        self.builder = PageBuilder(max_pages)
        self.marks = Marks()
        self._styles, self._numbering, self._flow = styles, numbering, flow

    def blocks(self, parent: Any, depth: int) -> None:
        """Paragraphs, tables and controls that are children of `parent`."""
        if depth > _MAX_DEPTH:
            return
        for child in parent.iterchildren():
            if child.tag == W + "p":
                paragraph = read_paragraph(child, self.marks)
                self._number(child, paragraph)
                text = "".join([*paragraph.parts, *paragraph.boxes])
                place = self._flow.place(self._metrics(child).height(text, self._flow.width))
                if place == "before":
                    self.builder.page_break()
                self._paragraph(paragraph)
                if place == "after":
                    self.builder.page_break()
            elif child.tag == W + "tbl":
                self._table(child, depth)
            elif child.tag in (W + "sdt", W + "ins", W + "moveTo", W + "customXml", W + "smartTag", W + "sdtContent"):
                self.blocks(child, depth + 1)

    def _number(self, element: Any, paragraph: Paragraph) -> None:
        """Put the number or bullet that Word shows before the text of a paragraph."""
        if not any(part.strip() for part in paragraph.parts):
            return
        prefix = self._numbering.prefix(element.find(W + "pPr"))
        if prefix:
            index = next(i for i, part in enumerate(paragraph.parts) if part.strip())
            paragraph.parts[index] = f"{prefix} {paragraph.parts[index].lstrip()}"

    def _metrics(self, element: Any) -> Metrics:
        return self._styles.metrics(element.find(W + "pPr"), element.find(f"{W}r/{W}rPr"))

    def _break(self) -> None:
        self.builder.page_break()
        self._flow.restart()

    def _paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.break_before:
            self._break()
        for index, text in enumerate(paragraph.parts):
            if index:
                self._break()
            self.builder.line(text)
        for text in paragraph.boxes:
            self.builder.line(text)
        if paragraph.break_after:
            self._break()

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
            breaks.append(self._flow.place(self._row_height(cells)))
            if "before" in breaks:
                self._flush(grid)
                self.builder.page_break()
            grid.append(_spread(cells, [lines for lines, _ in read]))
            if {"inside", "after"} & set(breaks) and "before" not in breaks:
                self._flush(grid)
                self.builder.page_break()
        self._flush(grid)

    def _row_height(self, cells: list[Any]) -> float:
        """The height of the highest cell, each as wide as it says or as its share of the page."""
        if not self._flow.active:
            return 0.0
        highest = 0.0
        for cell in cells:
            width = integer(cell.find(f"{W}tcPr/{W}tcW"), "w", 0) / 20 or self._flow.width / len(cells)
            texts = [(p, "".join(node.text or "" for node in p.iter(W + "t"))) for p in paragraphs_of(cell)]
            highest = max(highest, sum(self._metrics(p).height(text, width - 11) for p, text in texts))
        return highest + 1

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
            self._number(paragraph, read)
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
