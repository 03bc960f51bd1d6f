"""Dossiers of firms, the files they hold, the checks made of them and what staff decided."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.store.accounts import Firm
from portal.store.base import Base, moment


class Side(StrEnum):
    """Whose file it is."""

    BUYER = "buyer"  # consultation: RC, CCAP, AE…
    FIRM = "firm"  # the firm's own pieces


class Dossier(Base):
    """The answer of one firm to one tender. `public_id` is unguessable and used in addresses."""

    __tablename__ = "dossier"
    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"), index=True)
    notice_id: Mapped[str | None] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(Text)
    buyer: Mapped[str] = mapped_column(Text, default="")
    deadline: Mapped[datetime | None]
    lots: Mapped[list[str]] = mapped_column(JSON, default=list)
    help_asked: Mapped[datetime | None]
    help_message: Mapped[str | None] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(default=moment)
    archived: Mapped[datetime | None]
    firm: Mapped[Firm] = relationship()
    files: Mapped[list[DossierFile]] = relationship(
        back_populates="dossier", cascade="all, delete-orphan", order_by="DossierFile.id"
    )
    checks: Mapped[list[Check]] = relationship(
        back_populates="dossier", cascade="all, delete-orphan", order_by="Check.id"
    )


class DossierFile(Base):
    """A file sent to a dossier; its bytes lie in the file store under `sha256`."""

    __tablename__ = "dossier_file"
    __table_args__ = (UniqueConstraint("dossier_id", "side", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    side: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(100))
    uploaded: Mapped[datetime] = mapped_column(default=moment)
    dossier: Mapped[Dossier] = relationship(back_populates="files")


class CheckState(StrEnum):
    """Where a check stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Check(Base):
    """One examination of a dossier. The row is the truth of the job: `lease` tells until when its worker owns it."""

    __tablename__ = "dossier_check"
    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    state: Mapped[str] = mapped_column(String(10), default=CheckState.WAITING.value, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    lease: Mapped[datetime | None]
    asked: Mapped[datetime] = mapped_column(default=moment)
    started: Mapped[datetime | None]
    finished: Mapped[datetime | None]
    step: Mapped[str] = mapped_column(String(120), default="")
    progress: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text)
    report: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    dossier: Mapped[Dossier] = relationship(back_populates="checks")


class Contest(Base):
    """« Ce constat ne correspond pas à ma situation »: the firm's word beside a finding."""

    __tablename__ = "finding_contest"
    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id", ondelete="CASCADE"), index=True)
    finding_key: Mapped[str] = mapped_column(String(64))
    rule: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=moment)


class Decision(Base):
    """A member of staff confirms or dismisses a finding, with a reason."""

    __tablename__ = "finding_decision"
    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    finding_key: Mapped[str] = mapped_column(String(64))
    rule: Mapped[str] = mapped_column(String(10))
    verdict: Mapped[str] = mapped_column(String(10))  # confirmed | dismissed
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(default=moment)


Index("ix_check_lost", Check.state, Check.lease)
