"""Writes invented papers: PDF through typst, Word through python-docx, Excel through openpyxl."""

from __future__ import annotations

import io
import re

import docx
import openpyxl
import typst

Rows = list[list[str | float | int | None]]


def _escape(text: str) -> str:
    return re.sub(r"([\\#*_`$<>@\[\]~])", r"\\\1", text)


def pdf(title: str, blocks: list[str | tuple[str, str]]) -> bytes:
    """A PDF: plain strings are paragraphs, `("heading", text)` headings, `("item", text)` list items, `("break", "")` a new page."""
    lines = [
        '#set page(paper: "a4", margin: 22mm, numbering: "1/1")',
        '#set text(lang: "fr", size: 10.5pt)',
        f"#align(center)[#text(size: 15pt, weight: 700)[{_escape(title)}]]",
        "",
    ]
    marks = {"heading": "= ", "item": "- "}
    for block in blocks:
        if isinstance(block, str):
            lines += [_escape(block), ""]
        elif block[0] == "break":
            lines += ["#pagebreak()", ""]
        else:
            lines += [marks[block[0]] + _escape(block[1]), ""]
    return bytes(typst.compile("\n".join(lines).encode("utf-8")))


def word(title: str, paragraphs: list[str], table: Rows | None = None) -> bytes:
    """A Word document with a title, paragraphs and perhaps a table."""
    document = docx.Document()
    document.add_heading(title, level=0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        grid = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, value in zip(grid.add_row().cells, row, strict=True):
                cell.text = "" if value is None else str(value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def sheet(title: str, rows: Rows) -> bytes:
    """An Excel workbook with one sheet."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = title[:31]
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
