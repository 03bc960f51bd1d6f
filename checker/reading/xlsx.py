"""Excel workbooks (.xlsx, .xlsm): cached values, formulas, merged cells, hidden sheets. A sheet is a page."""

from __future__ import annotations

import io
import warnings
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import openpyxl

from checker.reading.content import Content
from checker.reading.document import Cell, Page, Table
from checker.reading.limits import Budget, ReadingProblem
from checker.reading.textual import check_boxes_in, clean, tidy
from checker.reading.zipped import check_office_zip, open_zip

MAX_CELLS = 300_000


def read_xlsx(data: bytes, budget: Budget) -> Content:
    """Read a workbook. Raises ReadingProblem corrupt, encrypted or bomb."""
    with open_zip(data) as archive:
        check_office_zip(archive, budget)
        names = archive.namelist()
    content = Content(has_macros=any(name.lower().endswith("vbaproject.bin") for name in names))
    values, formulas = _load(data, True), _load(data, False)
    hidden: list[str] = []
    left = MAX_CELLS
    for number, sheet in enumerate(values.worksheets[: budget.limits.max_pages], 1):
        cells = _cells(sheet, formulas[sheet.title], left)
        left -= len(cells)
        content.comments += (
            sum(1 for row in sheet.iter_rows(max_row=2000) for cell in row if cell.comment) if left else 0
        )
        if sheet.sheet_state != "visible":
            hidden.append(sheet.title)
        content.pages.append(sheet_page(number, clean(sheet.title), cells))
    if hidden:
        content.metadata["hidden_sheets"] = ", ".join(hidden)
    properties = values.properties
    for name in ("creator", "title", "lastModifiedBy"):
        if getattr(properties, name, None):
            content.metadata[name.lower()] = clean(str(getattr(properties, name)))[:500]
    return content


def _load(data: bytes, cached: bool) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data), data_only=cached)
    except Exception as error:  # openpyxl lets KeyError, ValueError, BadZipFile and others through
        raise ReadingProblem("corrupt", f"{type(error).__name__}: {error}"[:200]) from error


def _cells(sheet: Any, formulas: Any, left: int) -> list[Cell]:
    found: list[Cell] = []
    for row in sheet.iter_rows():
        for cell in row:
            formula = formulas._cells.get((cell.row, cell.column)) if cell.value is None else None
            written = formula.value if formula is not None else None
            if cell.value is None and written is None:
                continue
            if cell.value is not None:
                written = formulas.cell(cell.row, cell.column).value
            source = str(getattr(written, "text", written)) if _is_formula(written) else None
            value = exact(cell.value)
            text = clean(shown(value, str(cell.number_format or "")))
            if text or source:
                found.append(Cell(cell.row - 1, cell.column - 1, text, value, source))
        if len(found) >= left:
            break
    return found


def _is_formula(value: Any) -> bool:
    return (isinstance(value, str) and value.startswith("=")) or hasattr(value, "text")


def exact(value: Any) -> Any:
    """A workbook value as str, Decimal, bool, date or datetime; floats lose the noise of their binary form."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        number = Decimal(repr(round(value, 10)))
        return number if number.is_finite() else str(value)
    if isinstance(value, datetime):
        return value.date() if (value.hour, value.minute, value.second) == (0, 0, 0) else value
    return value if isinstance(value, (date, time)) else clean(str(value))


def shown(value: Any, number_format: str) -> str:
    """The text a French reader sees in the cell, as far as the number format tells."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, Decimal):
        return _number(value, number_format)
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return str(value)


def _number(value: Decimal, number_format: str) -> str:
    first = number_format.split(";")[0]
    suffix = " %" if "%" in first else " €" if "€" in first or "EUR" in first.upper() else ""
    if suffix == " %":
        value = value * 100
    decimals = first.partition(".")[2]
    places = len(decimals) - len(decimals.lstrip("0#"))
    if value.adjusted() > 30:
        return str(value)
    if first != "General" and (places or "0" in first):
        written = (
            f"{value:,.{min(places, 10)}f}" if "#,##" in first or suffix == " €" else f"{value:.{min(places, 10)}f}"
        )
    else:
        written = f"{value.normalize():f}"
    return written.replace(",", "\u202f").replace(".", ",").replace("\u202f", " ") + suffix


def sheet_page(number: int, title: str, cells: list[Cell]) -> Page:
    """A sheet as a page: one line per row, cells parted by tabs."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    lines = ["\t".join(" ".join(cell.text.split()) for cell in row if cell.text) for _, row in sorted(rows.items())]
    text = tidy(lines)
    tables = (Table(tuple(cells), title),) if cells else ()
    return Page(number, text, tables=tables, check_boxes=check_boxes_in(text), defects=() if cells else ("blank",))
