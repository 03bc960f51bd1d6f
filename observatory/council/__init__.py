"""The report for an elected council: a PDF of some ten pages, each figure with its table, its limits and its proof."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import typst

from observatory.chart import charts, to_svg
from observatory.council.content import content
from observatory.pictures import funnel_chart, map_chart
from observatory.reports import Report

_TEMPLATE = Path(__file__).parent / "report.typ"


def council_pdf(report: Report, territory_name: str = "le territoire", place: str = "") -> bytes:
    """The PDF of a report, tagged for screen readers.

    `territory_name` as people say it inside a sentence (« le Boulonnais »), `place` as a title (« Boulonnais »).
    """
    drawn = [c for c in (*charts(report), funnel_chart(report), map_chart(report)) if c.rows]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for chart in drawn:
            (folder / f"{chart.name}.svg").write_text(to_svg(chart.spec), encoding="utf-8")
        data = content(report, territory_name, place or territory_name, drawn)
        (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        source = folder / "report.typ"
        source.write_text(_TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
        return bytes(typst.compile(str(source), root=str(folder), format="pdf"))
