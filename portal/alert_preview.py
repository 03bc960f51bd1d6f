"""What a saved search finds today, as its mail would tell it. No Flask here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from portal import liking, search_request
from portal.alert_letter import Line, line_of
from portal.store.consultations import tenders
from portal.wiring import Services

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Preview:
    """The first lines, and how many tenders are open in all for this search."""

    lines: tuple[Line, ...]
    total: int


def preview(
    services: Services, session: Session, params: Mapping[str, str], email: str | None, now: datetime
) -> Preview:
    """What is open at `now` for these parameters, newest first, what the person would like less last."""
    asked = replace(search_request.from_args(params, now), sort="published", per_page=SHOWN)
    result = services.engine.search(asked)
    found = tenders(session, [hit.id for hit in result.hits])
    why = {hit.id: hit.why for hit in result.hits}
    aside = liking.all_set_aside(session, email)
    gone = {one.tender_id for one in aside}
    rows = [
        (liking.lowered(tender.in_force(), aside, now), tender)
        for tender in found.values()
        if tender.open_at(now) and not gone & set(tender.ids)
    ]
    rows.sort(key=lambda row: row[0] is not None)
    lines = tuple(
        line_of(services.settings, tender, now, why=why[tender.notice.id], lowered=liking.LOWERED.get(reason or ""))
        for reason, tender in rows
    )
    return Preview(lines, result.total)
