"""« Coffre »: the pieces a firm keeps once, with their earlier versions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Float, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.store.accounts import Firm
from portal.store.base import Base, moment
from portal.store.dossiers import CheckState


class VaultPiece(Base):
    """One piece of a firm: its attestation, its list of references… `kind_said` is what the person said it is, if she did.

    `public_id` is unguessable and used in addresses. The last of `versions` is the one in force.
    """

    __tablename__ = "vault_piece"
    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(22), unique=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"), index=True)
    kind_said: Mapped[str | None] = mapped_column(String(40))
    created: Mapped[datetime] = mapped_column(default=moment)
    firm: Mapped[Firm] = relationship()
    versions: Mapped[list[VaultVersion]] = relationship(
        back_populates="piece", cascade="all, delete-orphan", order_by="VaultVersion.id"
    )

    @property
    def current(self) -> VaultVersion:
        """The version in force."""
        return self.versions[-1]


class VaultVersion(Base):
    """One file of a piece and what was read in it; its bytes lie in the file store under `sha256`.

    The row is the truth of the reading job, as for a check: `lease` tells until when its worker owns it. `kind` is what the
    program recognised, `kinds` every kind the file holds; `facts` are {name, value, page, quote, confidence}; `details` what
    tenders compare (turnover, numbers of qualifications, trades). `until_said` is the last day a person typed.
    """

    __tablename__ = "vault_version"
    id: Mapped[int] = mapped_column(primary_key=True)
    piece_id: Mapped[int] = mapped_column(ForeignKey("vault_piece.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(100))
    uploaded: Mapped[datetime] = mapped_column(default=moment)
    until_said: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(10), default=CheckState.WAITING.value, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    lease: Mapped[datetime | None]
    asked: Mapped[datetime] = mapped_column(default=moment)
    started: Mapped[datetime | None]
    kind: Mapped[str | None] = mapped_column(String(40))
    confidence: Mapped[float | None] = mapped_column(Float)
    kinds: Mapped[list[str]] = mapped_column(JSON, default=list)
    problem: Mapped[str | None] = mapped_column(Text)
    facts: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    piece: Mapped[VaultPiece] = relationship(back_populates="versions")


Index("ix_vault_version_lost", VaultVersion.state, VaultVersion.lease)
