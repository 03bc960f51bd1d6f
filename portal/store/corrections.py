"""What people corrected: the kind of a file, the reading of a consultation. Each line is also a labelled case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.base import Base, moment


class KindChoice(Base):
    """A person said what a file is. Kept by its bytes, without the file itself: `recognised` is what the program had said."""

    __tablename__ = "kind_choice"
    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id", ondelete="CASCADE"), index=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    recognised: Mapped[str | None] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(default=moment)


class ConsultationCorrection(Base):
    """A member of staff corrected the reading of a consultation; every firm that answers the same notice profits by it.

    `scope` is "notice:<id>", or "dossier:<public id>" for a dossier without a notice; the other columns are those of
    checker.consultation.corrections.Correction. `was` is what the program had read.
    """

    __tablename__ = "consultation_correction"
    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(120), index=True)
    target: Mapped[str] = mapped_column(String(40))
    item: Mapped[str | None] = mapped_column(Text)
    value: Mapped[Any | None] = mapped_column(JSON)
    was: Mapped[Any | None] = mapped_column(JSON)
    file: Mapped[str] = mapped_column(String(255), default="")
    page: Mapped[int] = mapped_column(default=1)
    quote: Mapped[str] = mapped_column(Text, default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=moment)
