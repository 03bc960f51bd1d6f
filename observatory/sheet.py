"""A report as a workbook (XLSX): figures, breakdowns, quality, definitions."""

from __future__ import annotations

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from observatory.reports import Report
from observatory.snapshot import quality_labels
from observatory.words import left_out_label

_NAMES = {"buyer": "Acheteurs", "cpv": "Nature d'achat", "size": "Montants", "year": "Années", "epci": "EPCI"}
_FORMATS = {"share": "0.0 %", "euro": '#,##0 "€"', "km": '0 "km"', "count": "#,##0"}


def report_to_xlsx(report: Report) -> bytes:
    """The workbook of a report; texts that begin like a formula stay texts."""
    book = Workbook()
    book.remove(book.active)
    _figures(_sheet(book, "Indicateurs"), report)
    for name, title in _NAMES.items():
        _breakdown(_sheet(book, title), report, name)
    _lines(_sheet(book, "Hors du compte"), ("Motif", "Contrats"), _left_out(report))
    _lines(_sheet(book, "Qualité"), ("Signalement", "Contrats"), _quality(report))
    proof = [("Empreinte", report.snapshot["sha256"]), ("Version", report.code_version), ("Requête", report.query)]
    _lines(_sheet(book, "Preuve"), ("", ""), proof)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Workbook, title: str) -> Worksheet:
    sheet: Worksheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    return sheet


def _lines(sheet: Worksheet, head: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    sheet.append(list(head))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append(list(row))
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # never a formula
    sheet.column_dimensions["A"].width = 22
    sheet.column_dimensions["B"].width = 60


def _figures(sheet: Worksheet, report: Report) -> None:
    head = (
        "Code",
        "Indicateur",
        "Valeur",
        "Bas",
        "Haut",
        "Contrats",
        "Couverture",
        "Si inconnus non",
        "Si inconnus oui",
    )
    rows = (
        (r.code, r.label, r.value, r.low, r.high, r.n, r.coverage, r.if_unknown_none, r.if_unknown_all)
        for r in report.indicators
    )
    _lines(sheet, head, rows)
    for line, result in enumerate(report.indicators, start=2):
        for column in "CDEHI":
            sheet[f"{column}{line}"].number_format = _FORMATS[result.unit]
        sheet[f"G{line}"].number_format = _FORMATS["share"]


def _breakdown(sheet: Worksheet, report: Report, name: str) -> None:
    codes = [code for code, _ in report.by[name][0].indicators] if report.by[name] else []
    head = ["Clé", "Libellé", *(part for code in codes for part in (code, f"{code} (contrats)"))]
    rows = []
    for cell in report.by[name]:
        known = dict(cell.indicators)
        figures = [part for code in codes for v in (known.get(code),) for part in ((v.value, v.n) if v else (None, 0))]
        rows.append([cell.key, cell.label, *figures])
    _lines(sheet, head, rows)


def _left_out(report: Report) -> list[tuple[str, int]]:
    return [(left_out_label(reason), count) for reason, count in report.get("PL_nb").left_out.items()]


def _quality(report: Report) -> list[tuple[str, int]]:
    labels = quality_labels()
    return [
        (labels.get(flag, flag), count)
        for source in report.snapshot["sources"]
        for flag, count in source["flags"].items()
    ]
