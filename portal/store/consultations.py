"""One tender from several notices: which notices speak of it, what is in force, what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cached_property

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session

from portal.grouping import Card, memberships
from portal.store import content
from portal.store.buyers import full_names
from portal.store.dossiers import Dossier
from portal.store.tenders import NoticeLink, NoticeRow, TenderMember
from procurement.models import Lot, Notice, NoticeKind


@dataclass(frozen=True)
class Tender:
    """A tender: the notice that tells it, and the others that speak of it, oldest first."""

    notice: Notice
    others: tuple[Notice, ...] = ()

    @cached_property
    def correction(self) -> Notice | None:
        """The last correction that changed the deadline."""
        dated = [one for one in self.others if one.kind is NoticeKind.CORRECTION and one.deadline]
        return dated[-1] if dated and dated[-1].deadline != self.notice.deadline else None

    @property
    def deadline(self) -> datetime | None:
        """The deadline in force: that of the last correction that states another, else the notice's own."""
        return self.correction.deadline if self.correction else self.notice.deadline

    @cached_property
    def cancelled(self) -> Notice | None:
        """The notice that cancels the whole procedure; one that cancels some of the lots only does not."""
        return next((one for one in self.others if _cancels_all(one, self.notice.lots)), None)

    @cached_property
    def award(self) -> Notice | None:
        """The first notice that says who won."""
        return next((one for one in self.others if one.kind is NoticeKind.AWARD), None)

    @cached_property
    def lots(self) -> tuple[Lot, ...]:
        """The lots, each with what a later notice says became of it."""
        known: dict[str, Lot] = {}
        for one in self.others:
            for lot in one.lots:
                status = lot.status or ("cancelled" if one.kind is NoticeKind.CANCELLATION else None)
                if status:
                    known[lot.number] = replace(lot, status=status)
        return tuple(
            replace(lot, status=known[lot.number].status, winners=known[lot.number].winners or lot.winners)
            if lot.number in known
            else lot
            for lot in self.notice.lots
        )

    def open_at(self, moment: datetime) -> bool:
        """Whether an answer can still be sent at `moment` (local time), as far as the notices tell."""
        if self.notice.kind is not NoticeKind.CALL or self.cancelled or self.award:
            return False
        return self.deadline is None or self.deadline > moment

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of every notice of the tender."""
        return (self.notice.id, *(one.id for one in self.others))

    def in_force(self) -> Notice:
        """The notice as it now stands: deadline, lots and kind changed by those that came after."""
        if self.notice.kind is not NoticeKind.CALL or not self.others:
            return self.notice
        kind: NoticeKind = NoticeKind.CALL
        deadline = self.deadline
        if self.cancelled:
            kind = NoticeKind.CANCELLATION
        elif self.award:
            kind = NoticeKind.AWARD
            deadline = deadline or (datetime.combine(self.award.published, time()) if self.award.published else None)
        return replace(self.notice, kind=kind, deadline=deadline, lots=self.lots)


def _cancels_all(one: Notice, lots: tuple[Lot, ...]) -> bool:
    if one.kind is not NoticeKind.CANCELLATION:
        return False
    named = {lot.number for lot in one.lots if lot.status in (None, "cancelled")}
    return not named or not lots or named >= {lot.number for lot in lots}


def tender_id(session: Session, notice_id: str) -> str:
    """The id of the notice that tells the tender of this one: often itself."""
    found = session.scalars(
        select(TenderMember.tender_id).where(TenderMember.notice_id == notice_id).order_by(TenderMember.tender_id)
    ).first()
    return found or notice_id


def tenders(session: Session, ids: Iterable[str]) -> dict[str, Tender]:
    """The tenders told by these notices, by id, in the order asked; three queries whatever their number."""
    wanted = list(dict.fromkeys(ids))
    members: dict[str, list[str]] = defaultdict(list)
    for row in session.execute(
        select(TenderMember.tender_id, TenderMember.notice_id).where(TenderMember.tender_id.in_(wanted))
    ):
        members[row.tender_id].append(row.notice_id)
    known = read(session, {*wanted, *(one for many in members.values() for one in many)})
    return {
        one: Tender(known[one], tuple(sorted((known[m] for m in members[one] if m in known), key=_age)))
        for one in wanted
        if one in known
    }


def _age(notice: Notice) -> tuple[str, str]:
    return (notice.published.isoformat() if notice.published else "", notice.id)


def read(session: Session, ids: Iterable[str]) -> dict[str, Notice]:
    """Notices by id, their buyers named in full."""
    wanted = list(ids)
    rows = session.scalars(select(NoticeRow).where(NoticeRow.id.in_(wanted))).all() if wanted else []
    return full_names(session, [content.notice_from_json(row.content) for row in rows])


def history(session: Session, notice_id: str) -> list[Notice]:
    """Every other notice of the same tender, and those its source links to it; oldest first."""
    ids = {notice_id}
    told = select(TenderMember.tender_id).where(TenderMember.notice_id == notice_id)
    for row in session.execute(
        select(TenderMember.tender_id, TenderMember.notice_id).where(
            or_(TenderMember.tender_id == notice_id, TenderMember.tender_id.in_(told))
        )
    ):
        ids |= {row.tender_id, row.notice_id}
    linked = or_(NoticeLink.notice_id == notice_id, NoticeLink.related_id == notice_id)
    for link in session.scalars(select(NoticeLink).where(linked)):
        ids |= {link.notice_id, link.related_id}
    return sorted(read(session, ids - {notice_id}).values(), key=_age)


def move_deadlines(session: Session) -> int:
    """Give dossiers the deadline now in force of their tender; returns how many moved.

    A deadline that no notice of the tender ever stated is somebody's own: it stays.
    """
    moved = 0
    for dossier in session.scalars(select(Dossier).where(Dossier.notice_id.is_not(None), Dossier.archived.is_(None))):
        told = tender_id(session, str(dossier.notice_id))
        tender = tenders(session, [told]).get(told)
        if tender is None or tender.deadline is None or tender.deadline == dossier.deadline:
            continue
        if dossier.deadline in {None, tender.notice.deadline, *(one.deadline for one in tender.others)}:
            dossier.deadline = tender.deadline
            moved += 1
    return moved


def regroup(session: Session) -> int:
    """Work out anew which notices speak of one tender; returns how many speak of another's."""
    columns = (
        NoticeRow.id, NoticeRow.source, NoticeRow.kind, NoticeRow.title, NoticeRow.buyer_name, NoticeRow.buyer_siren,
        NoticeRow.content["reference"].as_string(), NoticeRow.published, NoticeRow.deadline, NoticeRow.imported,
    )  # fmt: skip
    cards = [Card(*row) for row in session.execute(select(*columns).order_by(NoticeRow.id))]
    links: dict[str, set[str]] = defaultdict(set)
    for link in session.execute(select(NoticeLink.notice_id, NoticeLink.related_id)):
        links[link.notice_id].add(link.related_id)
    found = memberships(cards, links)
    rows: list[Mapping[str, str]] = [
        {"tender_id": tender, "notice_id": notice, "why": why} for tender, notice, why in sorted(found)
    ]
    session.execute(delete(TenderMember))
    if rows:
        session.execute(insert(TenderMember), rows)
    move_deadlines(session)
    return len(rows)
