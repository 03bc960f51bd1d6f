"""Gathers lines and tables into pages for formats whose pages are only hinted at (word processors)."""

from __future__ import annotations

from checker.reading.document import Cell, Page, Table
from checker.reading.textual import check_boxes_in, clean, tidy

Grid = list[list[list[str]]]  # rows of cells of lines


class PageBuilder:
    """Receives lines, tables and page breaks in reading order."""

    def __init__(self, max_pages: int) -> None:
        self._pages: list[tuple[list[str], list[Table]]] = [([], [])]
        self._max_pages = max_pages

    def line(self, text: str) -> None:
        """Add one line (or several, parted by newlines)."""
        self._pages[-1][0].append(text)

    def table(self, grid: Grid) -> None:
        """Add a table: a row of one-line cells is one line; a row with longer cells gives the cells one after the other."""
        cells: list[Cell] = []
        for number, row in enumerate(grid):
            for column, lines in enumerate(row):
                text = clean(tidy(lines))
                if text:
                    cells.append(Cell(number, column, text))
            filled = [tidy(lines) for lines in row]
            if all("\n" not in text for text in filled):
                self.line("\t".join(filled).rstrip())  # an empty cell keeps its place
            else:
                for text in filter(None, filled):
                    self.line(text)
        if cells:
            self._pages[-1][1].append(Table(tuple(cells)))

    def page_break(self) -> None:
        """Start a new page, unless the current one is still empty."""
        lines, tables = self._pages[-1]
        if (any(line.strip() for line in lines) or tables) and len(self._pages) < self._max_pages:
            self._pages.append(([], []))

    def pages(self) -> list[Page]:
        """The pages so far; a last empty page is dropped."""
        made = []
        for number, (lines, tables) in enumerate(self._pages, 1):
            text = clean(tidy(lines))
            if text or tables or number == 1 or number < len(self._pages):
                made.append(Page(number, text, tables=tuple(tables), check_boxes=check_boxes_in(text)))
        return made
