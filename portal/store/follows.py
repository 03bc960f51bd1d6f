"""The tenders an account follows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.store.alerts import Follow
from portal.store.base import moment
from portal.store.consultations import Tender, tender_id, tenders


def follow(session: Session, user_id: int, notice_id: str) -> str:
    """Follow the tender this notice speaks of; returns the id of the notice that tells it."""
    told = tender_id(session, notice_id)
    if session.get(Follow, (user_id, told)) is None:
        session.add(Follow(user_id=user_id, tender_id=told, created=moment()))
    return told


def unfollow(session: Session, user_id: int, notice_id: str) -> None:
    """Follow it no more."""
    both = {notice_id, tender_id(session, notice_id)}
    session.execute(delete(Follow).where(Follow.user_id == user_id, Follow.tender_id.in_(both)))


def unfollow_all(session: Session, user_id: int) -> None:
    """Follow nothing more."""
    session.execute(delete(Follow).where(Follow.user_id == user_id))


def follows(session: Session, user_id: int, tender: str) -> bool:
    """Whether an account follows a tender."""
    return session.get(Follow, (user_id, tender)) is not None


def followed(session: Session, user_id: int) -> list[Tender]:
    """The tenders an account follows, soonest deadline first; those without one, then the closed, last."""
    ids = session.scalars(select(Follow.tender_id).where(Follow.user_id == user_id)).all()
    now = moment()

    def order(one: Tender) -> tuple[bool, bool, datetime, str]:
        return (not one.open_at(now), one.deadline is None, one.deadline or now, one.notice.id)

    return sorted(tenders(session, ids).values(), key=order)
