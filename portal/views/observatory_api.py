"""The observatory for programs: JSON with its OpenAPI document, pages that say how many there are, a bounded rate."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from flask import Response, abort, request, url_for

import observatory as engine
from portal import figures, observatory_exports, security
from portal.observatory_openapi import document
from portal.views.observatory import asked, bp, found_or_404
from portal.web import services
from procurement import clock

RATE = "60 per minute"
MOST = 1000


def _json(found: Any) -> Response:
    return Response(json.dumps(found, ensure_ascii=False, default=_plain), mimetype="application/json")


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else float(value)


def _whole(name: str, default: int, most: int | None = None) -> int:
    text = request.args.get(name, str(default))
    if not text.isdigit() or (most is not None and not 1 <= int(text) <= most):
        limit = f" de 1 à {most}" if most else " positif"
        raise engine.QuestionError(f"« {name} » doit être un nombre entier{limit}.")
    return int(text)


@bp.get("/api/openapi.json")
def openapi() -> Response:
    """What the API offers, as an OpenAPI 3.1 document."""
    return _json(document(services().settings.base_url))


@bp.get("/api/observatoire")
@security.limiter.limit(RATE)
def api_report() -> Response:
    """The report (`tremplin.observatory/1`)."""
    return _json(engine.report_to_json(found_or_404()))


def _page(read: Callable[[engine.Snapshot, engine.Question, int, int], engine.Page]) -> engine.Page:
    taken, question = figures.snapshot(services().settings), figures.question(services().settings, asked())
    if taken is None or question is None:
        abort(404)
    return read(taken, question, _whole("depuis", 0), _whole("nombre", 100, MOST))


def _releases(taken: engine.Snapshot, question: engine.Question, offset: int, limit: int) -> engine.Page:
    return engine.releases_page(taken, question, observatory_exports.OCDS_PREFIX, offset, limit)


def _next(page: engine.Page, endpoint: str) -> str | None:
    end = page.offset + len(page.rows)
    if not page.rows or end >= page.total:
        return None
    return url_for(endpoint, _external=True, **{**request.args.to_dict(), "depuis": str(end)})


@bp.get("/api/observatoire/contrats")
@security.limiter.limit(RATE)
def api_contracts() -> Response:
    """Lines of contracts, one per winner, with the total and the address of the next page."""
    page = _page(engine.contracts_page)
    return _json({"total": page.total, "depuis": page.offset, "suivant": _next(page, "observatory.api_contracts"), "contrats": page.rows})  # fmt: skip


@bp.get("/api/observatoire/ocds")
@security.limiter.limit(RATE)
def api_ocds() -> Response:
    """The same contracts as an OCDS 1.1 release package: a contract is never parted between two pages."""
    page = _page(_releases)
    package = observatory_exports.ocds_package(page, request.url, f"{clock.today().isoformat()}T00:00:00Z")
    following = _next(page, "observatory.api_ocds")
    return _json(package | ({"links": {"next": following}} if following else {}))


@bp.get("/api/observatoire/territoires")
@security.limiter.limit(RATE)
def api_compare() -> Response:
    """Several territories side by side (`territoire` repeated, at most 20)."""
    codes = request.args.getlist("territoire")
    taken, question = figures.snapshot(services().settings), figures.question(services().settings, asked())
    if taken is None or question is None:
        abort(404)
    if not codes or len(codes) > 20:
        raise engine.QuestionError("Donnez de 1 à 20 « territoire ».")
    sides = engine.compare(taken, question, [(code,) for code in codes])
    return _json(
        {
            "annee": question.year,
            "local": question.local,
            "instantane": taken.sha256,
            "territoires": [
                {
                    "code": side.territory[0],
                    "nom": engine.territory_name(side.territory),
                    "indicateurs": [
                        {
                            name: getattr(one, name)
                            for name in ("code", "label", "unit", "value", "low", "high", "n", "coverage")
                        }
                        for one in side.results
                    ],
                }
                for side in sides
            ],
        }
    )
