"""Accounts, firms and the audit trail."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.store.base import Base, moment


class Role(StrEnum):
    """What an account may do."""

    FIRM = "firm"
    SUPPORT = "support"
    AUTHORITY = "authority"
    FACILITATOR = "facilitator"
    ADMIN = "admin"


class Firm(Base):
    """A firm that prepares bids."""

    __tablename__ = "firm"
    id: Mapped[int] = mapped_column(primary_key=True)
    siret: Mapped[str] = mapped_column(String(14), index=True)
    name: Mapped[str] = mapped_column(String(200))
    naf: Mapped[str | None] = mapped_column(String(6))
    commune: Mapped[str | None] = mapped_column(String(5))
    address: Mapped[str | None] = mapped_column(String(300))
    staff_band: Mapped[str | None] = mapped_column(String(2))
    created: Mapped[datetime] = mapped_column(default=moment)
    users: Mapped[list[User]] = relationship(back_populates="firm")


class User(Base):
    """A person who signs in. `session_key` changes with the password: older sessions die with it."""

    __tablename__ = "user_account"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20), default=Role.FIRM.value)
    firm_id: Mapped[int | None] = mapped_column(ForeignKey("firm.id"), index=True)
    confirmed: Mapped[datetime | None]
    session_key: Mapped[str] = mapped_column(String(43))
    created: Mapped[datetime] = mapped_column(default=moment)
    last_seen: Mapped[datetime | None]
    firm: Mapped[Firm | None] = relationship(back_populates="users")

    @property
    def is_staff(self) -> bool:
        """Whether this person may see the dossiers where help was asked."""
        return self.role in (Role.SUPPORT, Role.ADMIN)


class AuditEvent(Base):
    """What a member of staff did, to what, when: never changed, never shown outside administration."""

    __tablename__ = "audit_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=moment, index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    action: Mapped[str] = mapped_column(String(60))
    target: Mapped[str] = mapped_column(String(120))
    detail: Mapped[str | None] = mapped_column(Text)
