"""A report as JSON (`tremplin.observatory/1`) and CSV. No winner is named in an export."""

from __future__ import annotations

import csv
import io
from typing import Any

from observatory.measure import Result
from observatory.reports import Report

SCHEMA = "tremplin.observatory/1"
_PARTS = ("value", "n", "coverage", "low", "high")
_COLUMNS = ("by", "key", "label", "code", "indicator", "value", "low", "high", "unit", "n", "coverage")


def report_to_json(report: Report) -> dict[str, Any]:
    """The report as the dictionary of the contract `tremplin.observatory/1`."""
    question = report.question
    return {
        "schema": SCHEMA,
        "territory": list(question.territory),
        "year": question.year,
        "local": question.local,
        "establishment": question.establishment,
        "snapshot": report.snapshot,
        "indicators": [_indicator(result) for result in report.indicators],
        "by": {
            name: [
                {
                    "key": cell.key,
                    "label": cell.label,
                    "indicators": [
                        {"code": code, **{part: getattr(one, part) for part in _PARTS}} for code, one in cell.indicators
                    ],
                }
                for cell in cells
            ]
            for name, cells in report.by.items()
        },
        "code_version": report.code_version,
        "query": report.query,
        **({"only": question.only()} if question.only() else {}),
    }


def _indicator(result: Result) -> dict[str, Any]:
    names = ("code", "label", "value", "low", "high", "unit", "n", "coverage", "if_unknown_none", "if_unknown_all")
    return {**{name: getattr(result, name) for name in names}, "left_out": dict(result.left_out)}


def report_to_csv(report: Report) -> str:
    """The report as CSV (comma, header, UTF-8): one line per indicator, then per cell of each breakdown."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    labels = {r.code: r for r in report.indicators}
    for r in report.indicators:
        writer.writerow(
            ["", "", "", r.code, r.label, *map(_cell, (r.value, r.low, r.high)), r.unit, r.n, _cell(r.coverage)]
        )
    for name, cells in report.by.items():
        for cell in cells:
            for code, one in cell.indicators:
                known = labels[code]
                head = [name, cell.key, _safe(cell.label), code, known.label]
                figures = map(_cell, (one.value, one.low, one.high))
                writer.writerow([*head, *figures, known.unit, one.n, _cell(one.coverage)])
    return out.getvalue()


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}" if abs(value) < 1000 else f"{value:.2f}"


def _safe(text: str) -> str:
    """A spreadsheet must not take a buyer's name for a formula."""
    return "'" + text if text[:1] in "=+-@\t\r" else text
