"""Tenders: the search and the page of a notice."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, abort, render_template, request

from portal import search_request
from portal.store.notices import get_notice, related
from portal.web import services
from procurement import clock
from procurement.models import Commune, Notice, NoticeKind
from procurement.nomenclature import places

bp = Blueprint("tenders", __name__, url_prefix="/marches")


@bp.get("")
def index() -> str:
    """Results as cards, filters with their counts; the address holds the whole search."""
    asked = search_request.from_args(request.args, clock.local_now())
    result = services().engine.search(asked)
    with services().store.session() as session:
        notices = {hit.id: notice for hit in result.hits if (notice := get_notice(session, hit.id))}
    page = search_request.arrange(asked, result, request.args)
    return render_template(
        "tenders/index.html",
        asked=asked,
        result=result,
        notices=notices,
        page=page,
        page_url=lambda number: search_request.page_address(request.args, number),
        address=search_request.address,
        sorts=search_request.SORTS,
        radii=search_request.RADII,
        windows=search_request.WINDOWS,
        ticks=search_request.TICKS,
    )


@bp.app_template_filter()
def distance_from(found: Notice, centre: Commune | None) -> float | None:
    """Kilometres between the place of a notice and a commune, or None when one of them is unknown."""
    place = places.commune(found.place.commune or found.buyer.place.commune)
    return places.distance_km(place, centre) if place and centre else None


@bp.get("/<path:notice_id>")
def notice(notice_id: str) -> str:
    """One notice: until when, for whom, where, what is bought, how offers are judged, what happened since."""
    with services().store.session() as session:
        known = get_notice(session, notice_id) if notice_id.isprintable() else None
        found = known or abort(404)
        history = related(session, notice_id)
    deadline, correction = _deadline(found, history)
    return render_template(
        "tenders/notice.html",
        notice=found,
        history=history,
        deadline=deadline,
        correction=correction,
        cancelled=any(one.kind is NoticeKind.CANCELLATION for one in history),
        answerable=found.kind is NoticeKind.CALL and (deadline is None or deadline > clock.local_now()),
    )


def _deadline(found: Notice, history: list[Notice]) -> tuple[datetime | None, Notice | None]:
    """The deadline in force: that of the last correction that states one, else the notice's own."""
    for one in reversed(history):
        if one.kind is NoticeKind.CORRECTION and one.deadline and one.deadline != found.deadline:
            return one.deadline, one
    return found.deadline, None
