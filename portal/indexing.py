"""Keeps the search index in step with the database. No Flask here."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from sqlalchemy import select

from portal.store import NoticeRow
from portal.store import content as stored
from portal.store.notices import all_notices
from portal.wiring import Services
from search.contract import BrokenIndex, from_notice

log = logging.getLogger(__name__)


def rebuild(services: Services) -> int:
    """Make the index anew from every notice of the database; returns how many were indexed."""
    with services.store.session() as session:
        notices = [from_notice(notice) for notice in all_notices(session)]
    services.engine.rebuild(notices)
    return len(notices)


def update(services: Services, ids: Iterable[str]) -> int:
    """Index again the notices with these ids, and forget those the database no longer has; returns how many.

    An index that is missing or damaged is made anew from the whole database, and the log says so: nothing is lost.
    """
    wanted = list(ids)
    with services.store.session() as session:
        rows = session.scalars(select(NoticeRow).where(NoticeRow.id.in_(wanted))).all()
        notices = [from_notice(stored.notice_from_json(row.content)) for row in rows]
    try:
        if services.engine.status()["ok"]:
            services.engine.update(notices, set(wanted) - {one.id for one in notices})
            return len(notices)
    except BrokenIndex as error:
        log.error("%s", error)
    count = rebuild(services)
    log.warning(
        "L'index de recherche était absent ou illisible : il a été refait à partir de la base (%d avis).", count
    )
    return count
