"""Keeps the search index in step with the database: one entry a tender, as it now stands. No Flask here."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.store import NoticeRow, TenderMember
from portal.store.consultations import regroup, tenders
from portal.wiring import Services
from search.contract import BrokenIndex, SearchNotice, from_notice

BATCH = 500
log = logging.getLogger(__name__)


def _as_indexed(session: Session, ids: Iterable[str]) -> Iterator[SearchNotice]:
    """The tenders these notices tell; those told by another notice are left out."""
    told = set(session.scalars(select(TenderMember.notice_id)))
    kept = [one for one in ids if one not in told]
    for start in range(0, len(kept), BATCH):
        for tender in tenders(session, kept[start : start + BATCH]).values():
            yield from_notice(tender.in_force())


def rebuild(services: Services) -> int:
    """Group the notices, then make the index anew; returns how many tenders were indexed."""
    with services.store.session() as session:
        regroup(session)
        ids = session.scalars(select(NoticeRow.id).order_by(NoticeRow.id)).all()
        found = list(_as_indexed(session, ids))
    services.engine.rebuild(found)
    return len(found)


def update(services: Services, ids: Iterable[str]) -> int:
    """Group the notices, then index again the tenders these ids speak of; returns how many.

    An index that is missing or damaged is made anew from the whole database, and the log says so: nothing is lost.
    """
    wanted = set(ids)
    with services.store.session() as session:
        regroup(session)
        rows = session.execute(select(TenderMember).where(TenderMember.notice_id.in_(wanted))).scalars().all()
        removed = {row.notice_id for row in rows}
        found = list(_as_indexed(session, sorted(wanted | {row.tender_id for row in rows})))
    removed |= wanted - {one.id for one in found}
    try:
        if services.engine.status()["ok"]:
            services.engine.update(found, removed)
            services.engine.tidy()  # once the notices can be found
            return len(found)
    except BrokenIndex as error:
        log.error("%s", error)
    count = rebuild(services)
    log.warning(
        "L'index de recherche était absent ou illisible : il a été refait à partir de la base (%d avis).", count
    )
    return count
