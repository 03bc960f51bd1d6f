"""The observatory's page: the share of public contracts that local small firms win, with its definition and coverage."""

from __future__ import annotations

import json

from flask import Blueprint, Response, abort, render_template, request

from portal import observatory_page
from portal.observatory_page import Report
from portal.web import services

bp = Blueprint("observatory", __name__)
bp.add_app_template_filter(observatory_page.local_words)
bp.add_app_template_filter(observatory_page.value_words)
bp.add_app_template_filter(observatory_page.interval_words)
bp.add_app_template_filter(observatory_page.coverage_words)


def _asked() -> Report | None:
    year = request.args.get("annee", type=int)
    return observatory_page.newest(services().settings.snapshots, year, request.args.get("local"))


def _found() -> Report:
    return _asked() or abort(404)


@bp.get("/observatoire")
def index() -> str:
    """The headline, the figures, the chart with its table, by buyer and by kind of purchase."""
    folder = services().settings.snapshots
    report = _asked()
    years, locals_ = observatory_page.choices(folder)
    return render_template(
        "observatory/index.html",
        report=report,
        years=years,
        locals=[(code, observatory_page.local_words(code)) for code in locals_],
        page=observatory_page.arrange(report) if report else None,
    )


@bp.get("/observatoire.csv")
def as_csv() -> Response:
    """The figures of the page, for a spreadsheet."""
    report = _found()
    name = f"observatoire-{report.get('year') or 'toutes-annees'}.csv"
    return Response(
        observatory_page.to_csv(report),
        mimetype="text/csv",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


@bp.get("/observatoire.json")
def as_json() -> Response:
    """The report itself, with the hash of the snapshot it can be replayed from."""
    text = json.dumps(_found(), ensure_ascii=False, indent=1)
    return Response(text, mimetype="application/json")


@bp.get("/observatoire/graphique/<name>.svg")
def chart(name: str) -> Response:
    """One chart of the report."""
    svg = observatory_page.chart(_found(), name)
    return Response(svg, mimetype="image/svg+xml") if svg else abort(404)
