"""Saved searches, what was mailed for them, the tenders people follow and those they set aside."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.store.base import Base, moment


class Frequency(StrEnum):
    """How often an alert may write."""

    DAILY = "daily"
    WEEKLY = "weekly"


class Alert(Base):
    """A saved search of one address. The address is the owner: an account and a visitor save the same thing.

    `params` are the parameters of the search's address, `told` the instant up to which notices were looked at.
    """

    __tablename__ = "alert"
    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    params: Mapped[dict[str, str]] = mapped_column(JSON)
    words: Mapped[str] = mapped_column(Text)
    frequency: Mapped[str] = mapped_column(String(10), default=Frequency.DAILY.value)
    created: Mapped[datetime] = mapped_column(default=moment)
    confirmed: Mapped[datetime | None]
    paused: Mapped[datetime | None]
    told: Mapped[datetime] = mapped_column(default=moment)
    checked: Mapped[date | None]
    last_mail: Mapped[datetime | None]
    hits: Mapped[int] = mapped_column(default=0)


class MailState(StrEnum):
    """Where a mail of the outbox stands. HANDING: given to the server, whose answer is not known yet."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    HANDING = "handing"
    SENT = "sent"
    DROPPED = "dropped"
    FAILED = "failed"


class AlertMail(Base):
    """A mail to write, at most one a day for an address. `items` tell which tender, for which alert and why."""

    __tablename__ = "alert_mail"
    __table_args__ = (UniqueConstraint("email", "day"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    day: Mapped[date]
    state: Mapped[str] = mapped_column(String(10), default=MailState.WAITING.value, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    lease: Mapped[datetime | None]
    created: Mapped[datetime] = mapped_column(default=moment)
    sent: Mapped[datetime | None]
    items: Mapped[list[AlertItem]] = relationship(cascade="all, delete-orphan", order_by="AlertItem.id")


class AlertItem(Base):
    """One line of a mail. The unique key is the promise: a notice is told once to an address, whatever happens."""

    __tablename__ = "alert_item"
    __table_args__ = (UniqueConstraint("email", "notice_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("alert_mail.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    notice_id: Mapped[str] = mapped_column(String(80))
    tender_id: Mapped[str] = mapped_column(String(80))
    alerts: Mapped[list[str]] = mapped_column(JSON, default=list)  # public ids; empty for a change of a followed tender
    why: Mapped[list[str]] = mapped_column(JSON, default=list)
    lowered: Mapped[str | None] = mapped_column(String(20))  # the reason for which it comes last


class Follow(Base):
    """A tender an account follows."""

    __tablename__ = "tender_follow"
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    tender_id: Mapped[str] = mapped_column(String(80), primary_key=True, index=True)
    created: Mapped[datetime] = mapped_column(default=moment)


class SetAside(Base):
    """« Pas pour moi »: an address sets a tender aside and says why. `traits` are what the reason is about."""

    __tablename__ = "tender_set_aside"
    email: Mapped[str] = mapped_column(String(254), primary_key=True)
    tender_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    reason: Mapped[str] = mapped_column(String(20))
    traits: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    at: Mapped[datetime] = mapped_column(default=moment)


Index("ix_alert_mail_lost", AlertMail.state, AlertMail.lease)
