"""Which tenders are new for which saved searches, and which changes for which followers. No Flask here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal import liking, search_request
from portal.grouping import FOLLOWERS
from portal.store import Alert, AlertItem, Follow, Frequency, NoticeRow, TenderMember, User
from portal.store.base import moment
from portal.store.consultations import Tender, tenders
from search.alerts import match
from search.contract import SearchRequest, from_notice

OVERLAP = timedelta(hours=1)  # an import that was being written while we looked is seen the next time
WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
STALE = timedelta(days=60)  # a call without deadline, published so long ago, is taken for closed


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a mail to come."""

    notice_id: str
    tender_id: str
    alerts: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    lowered: str | None = None


def request_of(alert: Alert, now: datetime) -> SearchRequest:
    """The search of an alert, over what is open at `now`."""
    return replace(search_request.from_args(alert.params, now), sort="relevance", page=1, open_on=now)


def is_due(alert: Alert, day: date) -> bool:
    """Whether an alert may write on `day`."""
    if alert.confirmed is None or alert.paused:
        return False
    if alert.frequency == Frequency.WEEKLY.value:
        return day - (alert.checked or alert.created.date()) >= WEEK
    return True


def fresh_tenders(session: Session, after: datetime, now: datetime) -> dict[str, tuple[Tender, datetime]]:
    """Tenders imported after `after` that can still be answered at `now`, with the instant of their import."""
    rows = session.execute(
        select(NoticeRow.id, NoticeRow.imported).where(
            NoticeRow.kind == "call",
            NoticeRow.imported > after,
            or_(NoticeRow.deadline.is_(None), NoticeRow.deadline > now - timedelta(days=30)),
            NoticeRow.id.not_in(select(TenderMember.notice_id)),
        )
    ).all()
    imported = {row.id: row.imported for row in rows}
    found = tenders(session, imported)
    return {key: (tender, imported[key]) for key, tender in found.items() if _answerable(tender, now)}


def _answerable(tender: Tender, now: datetime) -> bool:
    if tender.deadline is None and tender.notice.published and now.date() - tender.notice.published > STALE:
        return False
    return tender.open_at(now)


def _seen_from(alert: Alert) -> datetime:
    return max(alert.told - OVERLAP, alert.confirmed or alert.created)


def for_alerts(session: Session, alerts: Iterable[Alert], now: datetime) -> dict[str, list[Told]]:
    """What is new for each address, best first, those the person would like less last."""
    due = {alert.public_id: alert for alert in alerts}
    if not due:
        return {}
    fresh = fresh_tenders(session, min(map(_seen_from, due.values())), now)
    notices = [from_notice(tender.in_force()) for tender, _ in fresh.values()]
    requests = {key: request_of(alert, now) for key, alert in due.items()}
    merged: dict[str, dict[str, Told]] = defaultdict(dict)
    for key, hits in match(requests, notices).items():
        alert = due[key]
        for hit in hits:
            if fresh[hit.id][1] <= _seen_from(alert):
                continue
            known = merged[alert.email].get(hit.id, Told(hit.id, hit.id))
            why = tuple({word.casefold(): word for word in (*hit.why, *known.why)}.values())
            merged[alert.email][hit.id] = replace(known, alerts=(*known.alerts, key), why=why)
    return {
        email: _for_one(session, email, list(told.values()), {key: tender for key, (tender, _) in fresh.items()}, now)
        for email, told in merged.items()
    }


def _for_one(
    session: Session, email: str, told: list[Told], known: dict[str, Tender], now: datetime
) -> list[Told]:  # fmt: skip
    """Without what this address was told already under any of its notices, or set aside."""
    aside = liking.all_set_aside(session, email)
    done = {one.tender_id for one in aside} | _already(session, email, known)
    kept = [one for one in told if not done & set(known[one.notice_id].ids)]
    kept = [replace(one, lowered=liking.lowered(known[one.notice_id].in_force(), aside, now)) for one in kept]
    return sorted(kept, key=lambda one: one.lowered is not None)


def _already(session: Session, email: str, known: dict[str, Tender]) -> set[str]:
    ids = {one for tender in known.values() for one in tender.ids}
    return set(
        session.scalars(select(AlertItem.notice_id).where(AlertItem.email == email, AlertItem.notice_id.in_(ids)))
    )


def for_followers(session: Session) -> dict[str, list[Told]]:
    """Corrections, cancellations and results of followed tenders, imported since they are followed, by address."""
    rows = session.execute(
        select(User.email, Follow.tender_id, NoticeRow.id)
        .join(User, User.id == Follow.user_id)
        .join(TenderMember, TenderMember.tender_id == Follow.tender_id)
        .join(NoticeRow, NoticeRow.id == TenderMember.notice_id)
        .where(
            User.confirmed.is_not(None),
            NoticeRow.kind.in_(FOLLOWERS),
            NoticeRow.imported > Follow.created,
            NoticeRow.imported > moment() - MONTH,
        )
        .order_by(NoticeRow.published, NoticeRow.id)
    ).all()
    found: dict[str, list[Told]] = defaultdict(list)
    for row in rows:
        found[row.email].append(Told(row.id, row.tender_id))
    for email, told in found.items():
        ids = [one.notice_id for one in told]
        done = set(
            session.scalars(select(AlertItem.notice_id).where(AlertItem.email == email, AlertItem.notice_id.in_(ids)))
        )
        found[email] = [one for one in told if one.notice_id not in done]
    return {email: told for email, told in found.items() if told}
