"""Excel workbooks of before 2007 (.xls). A sheet is a page; formulas are not kept by the format's reader."""

from __future__ import annotations

import io
import logging
from typing import Any

import xlrd

from checker.reading.content import Content
from checker.reading.document import Cell
from checker.reading.limits import Budget, ReadingProblem
from checker.reading.ole import has_macros
from checker.reading.textual import clean
from checker.reading.xlsx import MAX_CELLS, exact, sheet_page, shown

logging.getLogger("xlrd").setLevel(logging.CRITICAL)


def read_xls(data: bytes, budget: Budget) -> Content:
    """Read a workbook. Raises ReadingProblem corrupt or encrypted."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        code = "encrypted" if "encrypted" in str(error).lower() else "corrupt"
        raise ReadingProblem(code, str(error)) from error
    content = Content(has_macros=has_macros(data))
    hidden = []
    left = MAX_CELLS
    for number, sheet in enumerate(book.sheets()[: budget.limits.max_pages], 1):
        cells: list[Cell] = []
        for row in range(sheet.nrows):
            cells.extend(_row(book, sheet, row))
            if len(cells) >= left:
                break
        left -= len(cells)
        if sheet.visibility:
            hidden.append(sheet.name)
        content.pages.append(sheet_page(number, clean(sheet.name), cells))
    if hidden:
        content.metadata["hidden_sheets"] = ", ".join(hidden)
    return content


def _row(book: Any, sheet: Any, row: int) -> list[Cell]:
    found = []
    for column, cell in enumerate(sheet.row(row)):
        value: Any = cell.value
        if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR) or value == "":
            continue
        if cell.ctype == xlrd.XL_CELL_DATE:
            value = _date(value, book.datemode)
        elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
            value = bool(value)
        value = exact(value)
        found.append(Cell(row, column, clean(shown(value, _format(book, cell))), value))
    return found


def _date(value: float, mode: int) -> Any:
    try:
        return xlrd.xldate_as_datetime(value, mode)
    except (xlrd.xldate.XLDateError, OverflowError, ValueError):
        return value


def _format(book: Any, cell: Any) -> str:
    try:
        return str(book.format_map[book.xf_list[cell.xf_index].format_key].format_str)
    except (KeyError, IndexError, TypeError):
        return "General"
