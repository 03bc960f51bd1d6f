"""Keeps the search index in step with the database. No Flask here."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from portal.store import NoticeRow
from portal.store import content as stored
from portal.store.notices import all_notices
from portal.wiring import Services
from search.contract import from_notice


def rebuild(services: Services) -> int:
    """Make the index anew from every notice of the database; returns how many were indexed."""
    with services.store.session() as session:
        notices = [from_notice(notice) for notice in all_notices(session)]
    services.engine.rebuild(notices)
    return len(notices)


def update(services: Services, ids: Iterable[str]) -> int:
    """Index again the notices with these ids; returns how many."""
    wanted = list(ids)
    with services.store.session() as session:
        rows = session.scalars(select(NoticeRow).where(NoticeRow.id.in_(wanted))).all()
        notices = [from_notice(stored.notice_from_json(row.content)) for row in rows]
    services.engine.update(notices, ())
    return len(notices)
