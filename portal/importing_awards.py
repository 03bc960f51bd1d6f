"""Keeps the awards that attribution notices tell, beside those of the DECP. No Flask here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.store import AwardRow, CompanyRow, NoticeRow, content
from portal.store.imports import keep
from portal.wiring import Services
from procurement import attribution
from procurement.models import Award, Notice, NoticeKind
from procurement.same_contract import mark_twins

BATCH = 500
_KINDS = (NoticeKind.AWARD.value, NoticeKind.CORRECTION.value, NoticeKind.CANCELLATION.value)


@dataclass
class FromNotices:
    """What the attribution notices gave, by source: awards made, those already told by another source, refusals by reason."""

    made: Counter[str] = field(default_factory=Counter)
    elsewhere: Counter[str] = field(default_factory=Counter)
    refused: dict[str, Counter[str]] = field(default_factory=dict)
    changed: int = 0


def told(notices: Iterable[Notice]) -> FromNotices:
    """What these notices alone would give; nothing is kept."""
    found = attribution.attributions(notices)
    return _counted(mark_twins(found.awards, lambda siren: ()), found.refused)


def rebuild(services: Services) -> FromNotices:
    """Make the awards of notices anew from every notice of the instance: each contract in its latest state.

    Doing it twice changes nothing. An award whose notice was corrected or cancelled since goes.
    """
    with services.store.session() as session:
        found = attribution.attributions(_notices(session))
        names = _Names(session)
        awards = mark_twins(found.awards, lambda siren: _of_buyer(session, siren), names)
        known = set(session.scalars(select(AwardRow.uid).where(AwardRow.source.in_(attribution.SOURCES))))
        gone = known - {award.uid for award in awards}
        left = sorted(gone)
        for first in range(0, len(left), BATCH):
            session.execute(delete(AwardRow).where(AwardRow.uid.in_(left[first : first + BATCH])))
        changed = len(gone)
        for first in range(0, len(awards), BATCH):
            changed += keep(session, awards[first : first + BATCH])[0]
    counted = _counted(awards, found.refused)
    counted.changed = changed
    return counted


def _counted(awards: Iterable[Award], refused: dict[str, Counter[str]]) -> FromNotices:
    done = FromNotices(refused=refused)
    for award in awards:
        done.made[award.source] += 1
        done.elsewhere[award.source] += award.same_as is not None
    return done


def _notices(session: Session) -> Iterator[Notice]:
    """The notices that tell awards, without the words only a search needs."""
    query = select(NoticeRow.content).where(NoticeRow.kind.in_(_KINDS)).execution_options(yield_per=BATCH)
    for row in session.scalars(query):
        notice = content.notice_from_json(row)
        if attribution.speaks(notice):
            yield replace(notice, text=None, description=None, conditions=None, criteria=())


def _of_buyer(session: Session, siren: str) -> list[Award]:
    """The DECP awards of every establishment of a buyer."""
    mine = AwardRow.buyer_siret.between(f"{siren}00000", f"{siren}99999")
    rows = session.scalars(select(AwardRow.content).where(mine, AwardRow.source.not_in(attribution.SOURCES)))
    return [content.award_from_json(row) for row in rows]


class _Names:
    """Names of firms by SIREN, asked once each: the DECP of 2022 name nobody."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.known: dict[str, str | None] = {}

    def __call__(self, siren: str) -> str | None:
        if siren not in self.known:
            self.known[siren] = self.session.scalar(select(CompanyRow.name).where(CompanyRow.siren == siren))
        return self.known[siren]
