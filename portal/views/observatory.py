"""The observatory's dashboard and its files: the share of public contracts that local small firms win."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, abort, render_template, request

import observatory as engine
from portal import figures, observatory_exports, observatory_page, observatory_view, security
from portal.web import services
from procurement import clock

bp = Blueprint("observatory", __name__)
bp.add_app_template_filter(observatory_page.local_words)
bp.add_app_template_filter(observatory_page.value_words)
bp.add_app_template_filter(observatory_page.interval_words)
bp.add_app_template_filter(observatory_page.coverage_words)
bp.add_app_template_filter(observatory_page.chart_columns)
bp.add_app_template_global(engine.marks, "marks_of")

COMPUTED = "60 per minute"  # a question nobody asked before is computed: enough for a person, not for a crawler


@bp.errorhandler(engine.QuestionError)
def impossible(error: engine.QuestionError) -> tuple[str | Response, int]:
    """A question that names nothing: what is wrong with it, in its own sentence (JSON for a program)."""
    if request.path.startswith("/api/"):
        return Response(json.dumps({"erreur": str(error)}, ensure_ascii=False), mimetype="application/json"), 400
    words = "Cette question n'a pas de réponse"
    return render_template("error.html", words=words, way_out=str(error), status=400), 400


def asked() -> figures.Asked:
    """The question of the address."""
    return figures.from_args(request.args)


def found_or_404() -> engine.Report:
    """The report that answers the address."""
    return figures.ask(services().settings, asked()) or abort(404)


@bp.get("/observatoire")
@security.limiter.limit(COMPUTED)
def index() -> str:
    """The headline, what changed, how sure; figures, charts with their tables, ways to go deeper."""
    settings = services().settings
    report = figures.ask(settings, asked())
    years, written = observatory_page.choices(settings.snapshots)
    live = figures.snapshot(settings) is not None
    locals_ = figures.LOCALS if live else [one for one in figures.LOCALS if one in written]
    page = (
        observatory_view.arrange(report, figures.before(settings, report), settings.territory_name) if report else None
    )
    return render_template(
        "observatory/index.html",
        report=report,
        page=page,
        years=years,
        live=live,
        this_year=clock.today().year,
        locals=[(code, observatory_page.local_words(code)) for code in locals_],
        establishments=figures.ESTABLISHMENTS,
    )


def download(content: bytes | str, mimetype: str, name: str) -> Response:
    """A file to keep."""
    return Response(content, mimetype=mimetype, headers={"Content-Disposition": f"attachment; filename={name}"})


def _name(report: engine.Report, end: str) -> str:
    return f"observatoire-{report.question.year or 'toutes-annees'}.{end}"


@bp.get("/observatoire.csv")
@security.limiter.limit(COMPUTED)
def as_csv() -> Response:
    """The figures of the page, for a spreadsheet."""
    report = found_or_404()
    return download(observatory_exports.to_csv(report), "text/csv", _name(report, "csv"))


@bp.get("/observatoire.xlsx")
@security.limiter.limit(COMPUTED)
def as_xlsx() -> Response:
    """The figures of the page, as a workbook."""
    report = found_or_404()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return download(engine.report_to_xlsx(report), kind, _name(report, "xlsx"))


@bp.get("/observatoire.json")
@security.limiter.limit(COMPUTED)
def as_json() -> Response:
    """The report itself, with the hash of the snapshot it can be replayed from."""
    document: dict[str, Any] = engine.report_to_json(found_or_404())
    return Response(json.dumps(document, ensure_ascii=False, indent=1, default=float), mimetype="application/json")


@bp.get("/observatoire/rapport.pdf")
@security.limiter.limit("10 per minute")
def as_pdf() -> Response:
    """The report to hand out in a council meeting."""
    settings, report = services().settings, found_or_404()
    before = figures.before(settings, report)
    name = observatory_view.said(settings.territory_name)
    pdf = engine.council_pdf(report, name, before, settings.territory_name)
    return download(pdf, "application/pdf", _name(report, "pdf"))


@bp.get("/observatoire/contrats.<any(csv, parquet):form>")
@security.limiter.limit("10 per minute")
def contracts(form: str) -> Response:
    """The contracts behind the figures, one line a winner; persons are not named."""
    taken, question = figures.snapshot(services().settings), figures.question(services().settings, asked())
    if taken is None or question is None:
        abort(404)
    kind = "text/csv" if form == "csv" else "application/vnd.apache.parquet"
    return download(observatory_exports.contracts_file(taken, question, form), kind, f"contrats.{form}")


@bp.get("/observatoire/graphique/<name>.<any(svg, json):form>")
@security.limiter.limit("240 per minute")
def chart(name: str, form: str) -> Response:
    """One chart of the report: its drawing, or the specification that the page draws itself to answer the pointer."""
    found = observatory_view.pictures(found_or_404()).get(name)
    if found is None:
        abort(404)
    if form == "json":
        answer = Response(json.dumps(found.spec, ensure_ascii=False), mimetype="application/json")
    else:
        answer = Response(engine.to_svg(found.spec), mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer
