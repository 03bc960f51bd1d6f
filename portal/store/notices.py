"""Reading notices, awards and companies back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal.store import content
from portal.store.consultations import tenders
from portal.store.tenders import AwardRow, CompanyRow, ImportRun, NoticeLink, NoticeRow, TenderMember
from procurement.models import Award, Company, Notice, NoticeKind


def get_notice(session: Session, notice_id: str) -> Notice | None:
    """The notice with this id, or None."""
    row = session.get(NoticeRow, notice_id)
    return content.notice_from_json(row.content) if row else None


def related(session: Session, notice_id: str) -> list[Notice]:
    """Notices that correct, cancel or award this one, and those it corrects, cancels or awards; oldest first."""
    links = session.scalars(
        select(NoticeLink).where(or_(NoticeLink.notice_id == notice_id, NoticeLink.related_id == notice_id))
    )
    ids = {link.related_id if link.notice_id == notice_id else link.notice_id for link in links} - {notice_id}
    rows = session.scalars(select(NoticeRow).where(NoticeRow.id.in_(ids)).order_by(NoticeRow.published))
    return [content.notice_from_json(row.content) for row in rows]


def latest(session: Session, count: int, moment: datetime) -> list[Notice]:
    """The `count` most recent tenders still open at `moment` (local time), as they now stand."""
    rows = session.scalars(
        select(NoticeRow.id)
        .where(
            NoticeRow.kind == NoticeKind.CALL.value,
            NoticeRow.deadline > moment,
            NoticeRow.id.not_in(select(TenderMember.notice_id)),
        )
        .order_by(NoticeRow.published.desc(), NoticeRow.id)
        .limit(4 * count)  # a few of them are cancelled or awarded
    ).all()
    found = [tender.in_force() for tender in tenders(session, rows).values() if tender.open_at(moment)]
    return found[:count]


def open_of_buyer(session: Session, siren: str, moment: datetime, count: int = 20) -> list[Notice]:
    """The calls of a buyer (SIREN) still open at `moment` (local time), the first to close first."""
    rows = session.scalars(
        select(NoticeRow)
        .where(NoticeRow.buyer_siren == siren, NoticeRow.kind == NoticeKind.CALL.value, NoticeRow.deadline > moment)
        .order_by(NoticeRow.deadline, NoticeRow.id)
        .limit(count)
    )
    return [content.notice_from_json(row.content) for row in rows]


def all_notices(session: Session) -> Iterator[Notice]:
    """Every notice, streamed."""
    for row in session.scalars(select(NoticeRow).execution_options(yield_per=500)):
        yield content.notice_from_json(row.content)


def all_awards(session: Session) -> Iterator[Award]:
    """Every award, streamed."""
    for row in session.scalars(select(AwardRow).execution_options(yield_per=1000)):
        yield content.award_from_json(row.content)


def all_companies(session: Session) -> Iterator[Company]:
    """Every company, streamed."""
    for row in session.scalars(select(CompanyRow).execution_options(yield_per=1000)):
        yield content.company_from_json(row.content)


def company(session: Session, siren: str) -> Company | None:
    """The company with this SIREN, or None."""
    row = session.get(CompanyRow, siren)
    return content.company_from_json(row.content) if row else None


def last_runs(session: Session) -> list[ImportRun]:
    """The last import of each source, for the freshness banner and the health page."""
    runs: dict[str, ImportRun] = {}
    for run in session.scalars(select(ImportRun).order_by(ImportRun.started)):
        runs[run.source] = run
    return list(runs.values())
