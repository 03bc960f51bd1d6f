"""What any search engine promises the portal: plain objects in, plain objects out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from procurement.models import Epci, Notice
from procurement.nomenclature import places
from procurement.nomenclature.locate import commune_of


@dataclass(frozen=True, slots=True)
class SearchNotice:
    """A notice as the index keeps it. `deadline` is local time of Europe/Paris; `amount` in euros hors taxes."""

    id: str
    title: str
    buyer: str = ""
    text: str = ""
    published: date | None = None
    deadline: datetime | None = None
    kind: str = "call"
    procedure: str | None = None
    contract_type: str | None = None
    departement: str | None = None
    epci: str | None = None
    commune: str | None = None
    cpv: tuple[str, ...] = ()
    buyer_id: str | None = None
    lots: tuple[str, ...] = ()
    amount: Decimal | None = None
    allotted: bool | None = None
    social_clause: bool | None = None
    reserved: bool | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What a person asks. Empty means: no such filter. `centre` is an INSEE commune, `within_km` a great-circle radius."""

    text: str = ""
    trade: str | None = None
    cpv: str | None = None
    commune: str | None = None
    epci: str | None = None
    departement: str | None = None
    centre: str | None = None
    within_km: float | None = None
    buyer: str | None = None
    kind: str | None = None
    contract_type: str | None = None
    procedure: str | None = None
    deadline_from: datetime | None = None
    deadline_to: datetime | None = None
    open_on: datetime | None = None
    amount_min: Decimal | None = None
    amount_max: Decimal | None = None
    allotted: bool | None = None
    social_clause: bool | None = None
    reserved: bool | None = None
    since: date | None = None
    sort: str = "relevance"  # relevance | deadline | published | distance
    page: int = 1
    per_page: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A notice found: its trades in plain words, and the words that made it match."""

    id: str
    score: float
    trades: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


Facet = tuple[str, str, int]  # value, French label, count


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found. `suggestion` is a corrected spelling, searched instead when `suggestion_used`; `message` a French sentence."""

    total: int
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, tuple[Facet, ...]] = field(default_factory=dict)
    suggestion: str | None = None
    suggestion_used: bool = False
    message: str | None = None


class BrokenIndex(Exception):
    """The stored index cannot be read: it must be made anew from the database."""


class Engine(Protocol):
    """A search engine over notices."""

    def rebuild(self, notices: Iterable[SearchNotice]) -> None:
        """Make the index anew; readers see the old one until the new one is whole."""
        ...

    def update(self, notices: Iterable[SearchNotice], removed: Iterable[str]) -> None:
        """Add or replace notices, and forget those removed. Raises BrokenIndex when the index cannot be read."""
        ...

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a request; never raises for what a person typed."""
        ...

    def suggest(self, query: str) -> str | None:
        """A better spelling, or None."""
        ...

    def status(self) -> Mapping[str, Any]:
        """What the index holds, for the health page."""
        ...


def from_notice(notice: Notice) -> SearchNotice:
    """The index's view of a notice, placed in its commune and EPCI where the source allows."""
    siren = notice.buyer.siren or (notice.buyer.siret or "")[:9] or None
    commune, body = commune_of(notice), places.by_siren(siren or "")
    cpv = dict.fromkeys([*notice.cpv, *(code for lot in notice.lots for code in lot.cpv)])
    return SearchNotice(
        id=notice.id,
        title=notice.title,
        buyer=notice.buyer.name,
        text=notice.text or notice.description or "",
        published=notice.published,
        deadline=notice.deadline,
        kind=notice.kind.value,
        procedure=notice.procedure,
        contract_type=notice.contract_type,
        departement=commune.departement if commune else next(iter(notice.departements), None),
        epci=commune.epci if commune else body.siren if isinstance(body, Epci) else None,
        commune=commune.insee if commune else None,
        cpv=tuple(cpv),
        buyer_id=siren,
        lots=tuple(lot.title for lot in notice.lots),
        amount=notice.amount,
        allotted=bool(notice.lots) or None,
        social_clause=notice.social_clause,
        reserved=notice.reserved,
        latitude=commune.latitude if commune else None,
        longitude=commune.longitude if commune else None,
    )
