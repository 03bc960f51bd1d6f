"""Whether the sources of notices answer: what the banner says when one does not. No Flask here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.store import ImportRun

NAMES = {"boamp": "BOAMP", "ted": "TED (avis européens)"}
UNDER_WAY = timedelta(hours=2)  # an import begun so recently may still be running
TOO_OLD = timedelta(days=4)  # a long weekend


@dataclass(frozen=True, slots=True)
class Late:
    """A source we miss notices of. `failed` tells whether its last import failed, else it was simply not run."""

    name: str
    last_success: datetime | None
    failed: bool


def late_sources(session: Session, now: datetime) -> list[Late]:
    """The sources of notices that failed, or that gave nothing for days; a source never used is not one of ours."""
    ok = (ImportRun.finished.is_not(None)) & (ImportRun.error.is_(None))
    query = (
        select(ImportRun.source, func.max(ImportRun.started), func.max(ImportRun.finished).filter(ok))
        .where(ImportRun.source.in_(NAMES))
        .group_by(ImportRun.source)
        .order_by(ImportRun.source)
    )
    found = []
    for source, begun, success in session.execute(query):
        failed = (success is None or success < begun) and not _under_way(session, source, begun, now)
        if failed or (success is not None and now - success > TOO_OLD):
            found.append(Late(NAMES[source], success, failed))
    return found


def _under_way(session: Session, source: str, begun: datetime, now: datetime) -> bool:
    last = session.scalars(
        select(ImportRun).where(ImportRun.source == source, ImportRun.started == begun).order_by(ImportRun.id.desc())
    ).first()
    return last is not None and last.finished is None and last.error is None and now - begun < UNDER_WAY
