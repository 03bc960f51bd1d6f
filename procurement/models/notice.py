"""A published notice: what a buyer announces, changes, cancels or awards."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from procurement.models.award import Winner
from procurement.models.decision import Decision
from procurement.models.place import Place


class NoticeKind(StrEnum):
    """What a notice does."""

    CALL = "call"  # avis de marché
    PRIOR = "prior"  # préinformation, avis de pré-information, programmation
    CORRECTION = "correction"  # rectificatif
    CANCELLATION = "cancellation"  # annulation, sans suite
    AWARD = "award"  # attribution, résultat de marché
    AMENDMENT = "amendment"  # modification de contrat
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Buyer:
    """The public buyer. `name` is the fullest name the source gives; `siret` or `siren` when the source states it."""

    name: str
    siret: str | None = None
    siren: str | None = None
    place: Place = field(default_factory=Place)
    profile_url: str | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """An award criterion. `weight` is in `unit` ("%", "points" or "rang"); None when only the order is known."""

    name: str
    weight: Decimal | None = None
    unit: str | None = None
    lot: str | None = None


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot of an allotted procedure. `amount` is in euros hors taxes."""

    number: str
    title: str
    description: str | None = None
    cpv: tuple[str, ...] = ()
    amount: Decimal | None = None
    place: Place | None = None
    reserved: bool | None = None
    social_clause: bool | None = None
    status: str | None = None  # "awarded", "cancelled", "unsuccessful" when the source says so
    winners: tuple[Winner, ...] = ()
    offers_received: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice of one source.

    `id` is `<source>:<number given by the source>` and never changes. `deadline` is a naive local time of Europe/Paris
    (None when the notice states none). `cpv` holds eight digits each, without the check digit. `amount` is in euros hors taxes.
    `related` lists the ids of the notices this one corrects, cancels or awards, as the source links them.
    """

    id: str
    source: str
    kind: NoticeKind
    title: str
    buyer: Buyer
    published: date | None
    deadline: datetime | None = None
    description: str | None = None
    reference: str | None = None
    procedure: str | None = None  # MAPA | AOO | AOR | PROC_NEGO | DIALOGUE | ACCORD_CADRE_SUBSEQUENT | AUTRE
    contract_type: str | None = None  # travaux | fournitures | services
    cpv: tuple[str, ...] = ()
    descriptors: tuple[str, ...] = ()
    place: Place = field(default_factory=Place)
    departements: tuple[str, ...] = ()
    lots: tuple[Lot, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    amount: Decimal | None = None
    duration_months: Decimal | None = None
    variants_allowed: bool | None = None
    social_clause: bool | None = None
    reserved: bool | None = None
    conditions: str | None = None  # what must be sent, in the notice's own words
    winners: tuple[Winner, ...] = ()
    offers_received: int | None = None
    related: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()  # of an attribution notice, one per contract
    procedure_id: str | None = None  # of the procedure, the same in all its eForms notices (BT-04)
    url: str | None = None
    text: str | None = None  # everything readable, for search
