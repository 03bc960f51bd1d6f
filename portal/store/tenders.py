"""Notices, awards and companies as imported."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Index, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.base import Base, moment


class NoticeRow(Base):
    """A notice: the columns we filter on, and `content`, the whole Notice as JSON (portal/store/content.py)."""

    __tablename__ = "notice"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    source: Mapped[str] = mapped_column(String(20), index=True)
    kind: Mapped[str] = mapped_column(String(20), index=True)
    title: Mapped[str] = mapped_column(Text)
    buyer_name: Mapped[str] = mapped_column(Text)
    buyer_siren: Mapped[str | None] = mapped_column(String(9), index=True)
    published: Mapped[date | None] = mapped_column(index=True)
    deadline: Mapped[datetime | None] = mapped_column(index=True)
    departement: Mapped[str | None] = mapped_column(String(3), index=True)
    commune: Mapped[str | None] = mapped_column(String(5), index=True)
    epci: Mapped[str | None] = mapped_column(String(9), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    imported: Mapped[datetime] = mapped_column(default=moment)


class NoticeLink(Base):
    """A notice that corrects, cancels or awards another, as the source links them."""

    __tablename__ = "notice_link"
    notice_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    related_id: Mapped[str] = mapped_column(String(80), primary_key=True, index=True)


class TenderMember(Base):
    """A notice that speaks of a tender told by another notice (`tender_id`, a notice id), and what showed it."""

    __tablename__ = "tender_member"
    tender_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    notice_id: Mapped[str] = mapped_column(String(80), primary_key=True, index=True)
    why: Mapped[str] = mapped_column(String(20))  # link | reference | title


class AwardRow(Base):
    """An awarded contract. `amount` in euros hors taxes; `content` is the whole Award as JSON."""

    __tablename__ = "award"
    uid: Mapped[str] = mapped_column(String(120), primary_key=True)
    source: Mapped[str] = mapped_column(String(40))
    buyer_siret: Mapped[str | None] = mapped_column(String(14), index=True)
    cpv: Mapped[str | None] = mapped_column(String(8), index=True)
    notified: Mapped[date | None] = mapped_column(index=True)
    amount: Mapped[Decimal | None] = mapped_column(Numeric(18, 2))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))


class AwardFact(Base):
    """What « Je peux y aller » counts of one awarded contract, made from `award` and `company` after each import.

    `family` is the first three digits of the CPV, `size` a class of staff (portal/firm_sizes.py), `local` whether a winner
    is established in the buyer's EPCI: None when unknown, never guessed. `commune` is where the contract is done, else the
    buyer's.
    """

    __tablename__ = "award_fact"
    uid: Mapped[str] = mapped_column(String(120), primary_key=True)
    family: Mapped[str] = mapped_column(String(3))
    departement: Mapped[str | None] = mapped_column(String(3))
    commune: Mapped[str | None] = mapped_column(String(5))
    notified: Mapped[date]
    amount: Mapped[Decimal | None] = mapped_column(Numeric(18, 2))
    size: Mapped[str | None] = mapped_column(String(10))
    local: Mapped[bool | None]
    offers: Mapped[int | None]


class CompanyRow(Base):
    """A firm of the register. `content` is the whole Company as JSON."""

    __tablename__ = "company"
    siren: Mapped[str] = mapped_column(String(9), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    size: Mapped[str | None] = mapped_column(String(3))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))


class ImportRun(Base):
    """One run of one source: what was done, skipped and failed, by reason."""

    __tablename__ = "import_run"
    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(20), index=True)
    started: Mapped[datetime] = mapped_column(default=moment)
    finished: Mapped[datetime | None]
    done: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    skipped: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    failed: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    error: Mapped[str | None] = mapped_column(Text)


Index("ix_notice_open", NoticeRow.kind, NoticeRow.deadline)
Index("ix_notice_imported", NoticeRow.imported)
Index("ix_award_fact_near", AwardFact.family, AwardFact.departement, AwardFact.notified)
Index("ix_award_fact_around", AwardFact.family, AwardFact.commune, AwardFact.notified)
