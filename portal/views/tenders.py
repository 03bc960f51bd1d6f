"""Tenders: the search and the page of a notice."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, Response, abort, make_response, render_template, request
from flask_login import current_user
from sqlalchemy.orm import Session

from portal import liking, search_request
from portal.chances import Chances, chances
from portal.freshness import late_sources
from portal.grouping import plain
from portal.presentation import distance
from portal.store import Firm
from portal.store.consultations import Tender, history, tender_id, tenders
from portal.store.follows import follows
from portal.web import services
from procurement import clock
from procurement.models import Commune, Notice, NoticeKind
from procurement.nomenclature import naf, places
from search.contract import Hit, SearchResult
from search.trades import Trade, trades_for_naf

bp = Blueprint("tenders", __name__, url_prefix="/marches")
VISIT = "tremplin_visite"  # the days of the last two visits, and nothing else
VISIT_KEPT = timedelta(days=180)


@bp.get("")
def index() -> Response:
    """Results as cards, filters with their counts; the address holds the whole search."""
    now = clock.local_now()
    asked = search_request.from_args(request.args, now)
    result = services().engine.search(asked)
    seen = _last_visit(now.date())
    with services().store.session() as session:
        found = tenders(session, [hit.id for hit in result.hits])
        lowered = _lowered(session, found)
        page = render_template(
            "tenders/index.html",
            asked=asked,
            result=result,
            hits=_in_order(result, found, lowered),
            tenders=found,
            lowered={key: liking.LOWERED.get(reason, "") for key, reason in lowered.items()},
            page=search_request.arrange(asked, result, request.args),
            page_url=lambda number: search_request.page_address(request.args, number),
            address=search_request.address,
            searched=search_request.searched(request.args),
            words=search_request.in_words(request.args),
            choices=search_request,
            visit=seen,
            late=late_sources(session, now),
            usual=_usual(session) if not search_request.searched(request.args) else None,
        )
    answer = make_response(page)
    _remember_visit(answer, seen, now.date())
    return answer


def _last_visit(today: date) -> date | None:
    """The day of the visit before this one, None on the first."""
    for part in request.cookies.get(VISIT, "").split("."):
        try:
            day = date.fromisoformat(part)
        except ValueError:
            return None
        if day < today:
            return day
    return None


def _remember_visit(answer: Response, seen: date | None, today: date) -> None:
    value = f"{today}.{seen}" if seen else f"{today}"
    if request.cookies.get(VISIT) != value:
        secure = bool(services().settings.secure_cookies)
        answer.set_cookie(VISIT, value, max_age=VISIT_KEPT, httponly=True, secure=secure, samesite="Lax")


def _lowered(session: Session, found: dict[str, Tender]) -> dict[str, str]:
    """Tenders like those the signed-in person set aside, and these themselves, with the reason."""
    if not current_user.is_authenticated:
        return {}
    now = clock.local_now()
    aside = liking.all_set_aside(session, current_user.email)
    itself = {one.tender_id: one.reason for one in aside}
    reasons = {
        key: itself.get(key) or liking.lowered(tender.in_force(), aside, now) for key, tender in found.items() if aside
    }
    return {key: reason for key, reason in reasons.items() if reason}


def _in_order(result: SearchResult, found: dict[str, Tender], lowered: dict[str, str]) -> list[Hit]:
    """The hits of the page, those like what was set aside last."""
    return sorted((hit for hit in result.hits if hit.id in found), key=lambda hit: hit.id in lowered)


def _main_trade(code: str | None) -> Trade | None:
    """The trade of a NAF code; when several share it, the one whose name is nearest to the code's own label."""
    said = set(plain(naf.label(code) or "").split())
    shared = trades_for_naf(code or "")
    return max(shared, key=lambda one: len(said & set(plain(one.label).split())), default=None)


def _usual(session: Session) -> tuple[str, str] | None:
    """The search a signed-in firm usually wants, in words and as an address: its trade, around its place."""
    firm = session.get(Firm, current_user.firm_id) if current_user.is_authenticated and current_user.firm_id else None
    trade = _main_trade(firm.naf) if firm else None
    here = places.commune(firm.commune) if firm else None
    params: dict[str, str] = {"q": trade.label.lower()} if trade else {}
    if here:
        named = places.by_name(here.name)
        known = named is not None and named.insee == here.insee
        params |= {"autour": here.name if known or not here.postcodes else here.postcodes[0], "rayon": "30"}
    return (search_request.in_words(params), search_request.address(params)) if params else None


@bp.app_template_filter()
def distance_from(found: Notice, centre: Commune | None) -> str | None:
    """How far a notice is from a commune, « environ 12 km », or None when one of the two places is unknown."""
    place = places.commune(found.place.commune or found.buyer.place.commune)
    return distance(place, centre) if place and centre else None


@bp.get("/<path:notice_id>")
def notice(notice_id: str) -> str:
    """One notice: until when, for whom, where, what is bought, how offers are judged, what happened since."""
    now = clock.local_now()
    with services().store.session() as session:
        printable = notice_id.isprintable()
        tender = tenders(session, [notice_id]).get(notice_id) if printable else None
        tender = tender or abort(404)
        told = tender_id(session, notice_id)
        whole = tenders(session, [told]).get(told, tender)
        return render_template(
            "tenders/notice.html",
            notice=tender.notice,
            tender=whole,
            lots=whole.lots if whole.notice.id == notice_id else tender.notice.lots,
            twin=whole.notice if whole.notice.id != notice_id else None,
            history=history(session, notice_id),
            deadline=whole.deadline if tender.notice.kind is NoticeKind.CALL else tender.notice.deadline,
            correction=whole.correction,
            cancelled=whole.cancelled,
            answerable=tender.notice.kind is NoticeKind.CALL and whole.open_at(now),
            panel=_panel(session, whole) if whole.open_at(now) else None,
            following=current_user.is_authenticated and follows(session, current_user.id, told),
            late=late_sources(session, now),
        )


def _panel(session: Session, tender: Tender) -> Chances:
    firm = session.get(Firm, current_user.firm_id) if current_user.is_authenticated and current_user.firm_id else None
    return chances(session, tender, firm, clock.local_now())
