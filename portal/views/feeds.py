"""Searches and followed tenders for other programs: news feed, calendar of deadlines, table. Same parameters as the page."""

from __future__ import annotations

import hmac
from dataclasses import replace

from flask import Blueprint, Response, abort, render_template, request

from portal import feed_writing, search_request, security, tokens
from portal.alert_service import link
from portal.store import users
from portal.store.consultations import Tender, tenders
from portal.store.follows import followed
from portal.views.follows import key_of
from portal.web import services
from procurement import clock

bp = Blueprint("feeds", __name__)
MOST = 500
NEWS = 50
CACHE = "max-age=900"  # seconds; readers ask again every quarter of an hour at most


def _found(sort: str | None = None, most: int = MOST) -> list[Tender]:
    """The tenders of the search of the address."""
    asked = search_request.from_args(request.args, clock.local_now())
    result = services().engine.search(replace(asked, sort=sort or asked.sort, page=1, per_page=most))
    with services().store.session() as session:
        return list(tenders(session, [hit.id for hit in result.hits]).values())


def _answer(body: str, mimetype: str, name: str | None = None, secret: bool = False) -> Response:
    answer = Response(body, mimetype=mimetype)
    answer.headers["Cache-Control"] = f"{'private' if secret else 'public'}, {CACHE}"
    if name:
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if secret:
        answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _rss(title: str, page: str, items: list[feed_writing.Item], secret: bool = False) -> Response:
    body = render_template(
        "feeds/rss.xml",
        title=f"Tremplin {services().settings.territory_name} : {title}",
        page=link(services().settings, page),
        self=link(services().settings, request.full_path.rstrip("?")),
        description=f"Marchés publics : {title}",
        items=items,
    )
    return _answer(body, "application/rss+xml", secret=secret)


@bp.get("/marches.rss")
@security.limiter.limit(security.FEED)
def rss() -> Response:
    """The newest tenders of a search."""
    items = feed_writing.news(services().settings, _found("published", NEWS), clock.local_now())
    return _rss(search_request.in_words(request.args), search_request.address(request.args), items)


@bp.get("/marches.ics")
@security.limiter.limit(security.FEED)
def calendar() -> Response:
    """The deadlines of a search."""
    name = f"Marchés : {search_request.in_words(request.args)}"
    body = feed_writing.calendar(services().settings, name, _found("deadline"), clock.local_now())
    return _answer(body, "text/calendar", "marches.ics")


@bp.get("/marches.csv")
@security.limiter.limit(security.FEED)
def table() -> Response:
    """The results of a search for a spreadsheet, 500 at most; the mark at the start tells Excel the encoding."""
    return _answer("\ufeff" + feed_writing.table(services().settings, _found()), "text/csv", "marches.csv")


def _followed(token: str) -> list[Tender]:
    """The tenders of a secret address, 404 when the account or its password is no longer the one it was made for."""
    payload = tokens.read(services().settings.secret_key, tokens.FEED, token) or {}
    with services().store.session() as session:
        user = users.get(session, int(payload.get("id", 0)))
        if user is None or not hmac.compare_digest(key_of(user), str(payload.get("key", ""))):
            abort(404)
        return followed(session, user.id)


@bp.get("/suivis/<token>.ics")
@security.limiter.limit(security.FEED)
def followed_calendar(token: str) -> Response:
    """The deadlines of the tenders an account follows."""
    body = feed_writing.calendar(services().settings, "Mes marchés suivis", _followed(token), clock.local_now())
    return _answer(body, "text/calendar", "mes-marches.ics", secret=True)


@bp.get("/suivis/<token>.rss")
@security.limiter.limit(security.FEED)
def followed_rss(token: str) -> Response:
    """What happens to the tenders an account follows."""
    items = feed_writing.news(services().settings, _followed(token), clock.local_now(), changes=True)
    return _rss("mes marchés suivis", "/alertes", items, secret=True)
