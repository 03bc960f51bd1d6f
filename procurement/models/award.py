"""An awarded contract as the essential data of public procurement (DECP) or an award notice states it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Winner:
    """A winning firm as declared. `id` is what the source writes; `siret` only when it is a valid SIRET."""

    id: str | None = None
    id_type: str | None = None
    siret: str | None = None
    name: str | None = None
    commune: str | None = None
    departement: str | None = None
    declared_sme: bool | None = None


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change of a running contract. `amount` (euros hors taxes) is the total after the change."""

    date: date | None = None
    amount: Decimal | None = None
    duration_months: Decimal | None = None
    subject: str | None = None
    winners: tuple[Winner, ...] = ()


@dataclass(frozen=True, slots=True)
class Subcontract:
    """A declared act of subcontracting. `amount` (euros hors taxes) is paid to the subcontractor, out of the contract."""

    id: str | None = None
    siret: str | None = None
    amount: Decimal | None = None
    notified: date | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """One awarded contract or lot.

    `uid` is the buyer's SIRET followed by the number the buyer gave, or the notice's id followed by its lots. `amount` is in euros hors taxes: flat, or the estimated maximum for a
    framework agreement; never a sum over winners. `flags` names what looks wrong in the record; nothing is silently repaired.
    """

    uid: str
    id: str
    source: str
    buyer_siret: str | None
    buyer_name: str | None
    object: str
    cpv: str | None
    notified: date | None
    amount: Decimal | None
    winners: tuple[Winner, ...]
    nature: str | None = None  # marché | accord-cadre | marché subséquent | concession…
    contract_type: str | None = None  # travaux | fournitures | services
    procedure: str | None = None
    techniques: tuple[str, ...] = ()
    framework_id: str | None = None
    place_code: str | None = None
    place_code_type: str | None = None
    buyer_departement: str | None = None
    duration_months: Decimal | None = None
    offers_received: int | None = None
    published: date | None = None
    grouping: str | None = None  # conjoint | solidaire | None
    social_considerations: tuple[str, ...] = ()
    environmental_considerations: tuple[str, ...] = ()
    subcontracting_declared: bool | None = None
    amendments: tuple[Amendment, ...] = ()
    subcontracts: tuple[Subcontract, ...] = ()
    concession: bool = False
    flags: tuple[str, ...] = ()
    notice_id: str | None = None  # the attribution notice it was read in; None for the DECP
    same_as: str | None = None  # uid of the award counted in its place: the same contract in a source that comes first
