"""Reports and contracts as files: CSV for a French spreadsheet, workbook, Parquet, OCDS. No person is named."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from typing import Any

import observatory

OCDS_PREFIX = "ocds-tremplin"
HEAD = (
    "annee", "definition_local", "regroupement", "cle", "libelle", "indicateur",
    "valeur", "bas", "haut", "unite", "n", "couverture",
)  # fmt: skip


def to_csv(report: observatory.Report) -> str:
    """The report as CSV for a spreadsheet (semicolons, decimal commas, UTF-8 with its mark)."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    head = [report.question.year or "toutes", report.question.local]
    units = {one.code: one.unit for one in report.indicators}
    for one in report.indicators:
        figures = (one.code, one.value, one.low, one.high, one.unit, one.n, one.coverage)
        writer.writerow([*head, "territoire", "", one.label, *map(_cell, figures)])
    for group, cells in report.by.items():
        for cell in cells:
            for code, found in cell.indicators:
                figures = (code, found.value, found.low, found.high, units.get(code, ""), found.n, found.coverage)
                writer.writerow([*head, group, cell.key, _safe(cell.label), *map(_cell, figures)])
    return "\ufeff" + out.getvalue()


def _cell(value: Any) -> str:
    return str(value).replace(".", ",") if isinstance(value, float) else "" if value is None else str(value)


def _safe(text: str) -> str:
    # A label that begins like a formula must stay a label when a spreadsheet opens the file.
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


def contracts_file(snapshot: observatory.Snapshot, question: observatory.Question, form: str) -> bytes:
    """Every contract of the question, one line a winner, as parquet or csv."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"contrats.{form}"
        observatory.write_contracts(snapshot, question, path, form)
        return path.read_bytes()


def ocds_package(page: observatory.Page, uri: str, published: str) -> dict[str, Any]:
    """A release package (OCDS 1.1) of a page of releases."""
    return {
        "uri": uri,
        "version": "1.1",
        "publishedDate": published,
        "publisher": {"name": "Tremplin"},
        "releases": page.rows,
    }
