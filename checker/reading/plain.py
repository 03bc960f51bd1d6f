"""Plain text, CSV, Markdown and HTML."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

from checker.reading.content import Content
from checker.reading.document import Cell, Page, Table
from checker.reading.limits import Budget
from checker.reading.textual import check_boxes_in, clean, decode, tidy

_BLOCKS = {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "section", "title"}
_MAX_CELLS = 200_000


def read_text(data: bytes, budget: Budget) -> Content:
    """A text file: form feeds separate pages."""
    return pages_of_text(decode(data), budget)


def pages_of_text(text: str, budget: Budget) -> Content:
    """Pages from text whose form feeds separate pages."""
    content = Content()
    for number, part in enumerate(clean(text).split("\f")[: budget.limits.max_pages], 1):
        body = tidy([part])
        content.pages.append(Page(number, body, check_boxes=check_boxes_in(body)))
    return content


def read_csv(data: bytes, budget: Budget) -> Content:
    """A table of separated values; the separator is the one that cuts the first lines most evenly."""
    text = clean(decode(data))
    sample = [line for line in text.splitlines()[:20] if line.strip()]
    separator = max(
        ";\t,|",
        key=lambda mark: (
            min((line.count(mark) for line in sample), default=0) * 1000 + sum(line.count(mark) for line in sample)
        ),
    )
    cells: list[Cell] = []
    lines: list[str] = []
    for row, values in enumerate(csv.reader(io.StringIO(text), delimiter=separator)):
        lines.append("\t".join(values).rstrip())
        cells.extend(
            Cell(row, column, value.strip(), value.strip()) for column, value in enumerate(values) if value.strip()
        )
        if len(cells) > _MAX_CELLS:
            break
    body = tidy(lines)
    return Content([Page(1, body, tables=(Table(tuple(cells)),) if cells else (), check_boxes=check_boxes_in(body))])


class _Stripper(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style")
        if tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append("\t")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style") and self.hidden > 0
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def text_of_html(html: str) -> str:
    """The visible text of a page of HTML."""
    stripper = _Stripper()
    stripper.feed(html)
    return tidy([line.strip() for line in "".join(stripper.parts).split("\n")])


def read_html(data: bytes, budget: Budget) -> Content:
    """The visible text of a page of HTML, as one page."""
    return pages_of_text(text_of_html(decode(data)), budget)
