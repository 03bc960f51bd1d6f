"""What alerts keep of an address: read it, take it to another address, give it back, delete it. Addresses are in lower case."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from portal.store.accounts import User
from portal.store.alerts import Alert, AlertItem, AlertMail, Follow, SetAside


def own(session: Session, email: str) -> list[Alert]:
    """The alerts of an address, oldest first."""
    return list(session.scalars(select(Alert).where(Alert.email == email).order_by(Alert.id)))


def forget(session: Session, email: str) -> None:
    """Delete everything alerts know of an address."""
    mails = select(AlertMail.id).where(AlertMail.email == email)
    session.execute(delete(AlertItem).where(AlertItem.mail_id.in_(mails)))
    for model in (AlertMail, Alert, SetAside):
        session.execute(delete(model).where(model.email == email))


def move(session: Session, old: str, new: str) -> None:
    """An account changed its address: its alerts, and what they told, go with it."""
    if old == new:
        return
    # Whoever saved alerts under the new address is the same person: her mails of the past are merged by dropping doubles.
    told = select(AlertItem.notice_id).where(AlertItem.email == new)
    session.execute(delete(AlertItem).where(AlertItem.email == old, AlertItem.notice_id.in_(told)))
    days = select(AlertMail.day).where(AlertMail.email == new)
    clash = session.scalars(select(AlertMail).where(AlertMail.email == old, AlertMail.day.in_(days))).all()
    for mail in clash:
        same_day = select(AlertMail.id).where(AlertMail.email == new, AlertMail.day == mail.day).scalar_subquery()
        session.execute(update(AlertItem).where(AlertItem.mail_id == mail.id).values(mail_id=same_day))
        session.execute(delete(AlertMail).where(AlertMail.id == mail.id))
    aside = select(SetAside.tender_id).where(SetAside.email == new)
    session.execute(delete(SetAside).where(SetAside.email == old, SetAside.tender_id.in_(aside)))
    session.flush()
    for model in (AlertItem, AlertMail, Alert, SetAside):
        session.execute(update(model).where(model.email == old).values(email=new))


def export(session: Session, user: User) -> dict[str, Any]:
    """What alerts keep of a person, as plain JSON values."""
    follows = session.scalars(select(Follow).where(Follow.user_id == user.id).order_by(Follow.created))
    aside = session.scalars(select(SetAside).where(SetAside.email == user.email).order_by(SetAside.at))
    told = select(func.count()).select_from(AlertItem).where(AlertItem.email == user.email)
    return {
        "alerts": [
            {
                "search": one.params,
                "words": one.words,
                "frequency": one.frequency,
                "created": one.created.isoformat(timespec="seconds"),
                "paused": one.paused is not None,
                "hits": one.hits,
            }
            for one in own(session, user.email)
        ],
        "followed": [one.tender_id for one in follows],
        "set_aside": [{"tender": one.tender_id, "reason": one.reason} for one in aside],
        "tenders_told": session.scalar(told) or 0,
    }
