"""Filters and counts over the notices' columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import chain

from procurement.models import Commune
from procurement.nomenclature import cpv, places
from search import trades
from search.analysis import fold
from search.columns import Row
from search.contract import Facet, SearchNotice, SearchRequest

Keep = Callable[[SearchNotice], bool]
TYPES = {"travaux": "Travaux", "fournitures": "Fournitures", "services": "Services"}
PROCEDURES = {
    "MAPA": "Procédure adaptée",
    "AOO": "Appel d'offres ouvert",
    "AOR": "Appel d'offres restreint",
    "PROC_NEGO": "Procédure avec négociation",
    "DIALOGUE": "Dialogue compétitif",
    "ACCORD_CADRE_SUBSEQUENT": "Marché subséquent",
    "AUTRE": "Autre procédure",
}
WINDOWS = ((5, "Moins de 5 jours"), (15, "Moins de 15 jours"), (30, "Moins de 30 jours"))


def _equal(name: str, wanted: object) -> Keep:
    return lambda notice: getattr(notice, name) == wanted


def _near(centre: Commune, radius: float) -> Keep:
    def keep(notice: SearchNotice) -> bool:
        other = places.commune(notice.commune or "")
        gap = places.distance_km(centre, other) if other else None
        return gap is not None and gap <= radius

    return keep


def _dates(request: SearchRequest) -> list[Keep]:
    kept: list[Keep] = []
    if (start := request.deadline_from) is not None:
        kept.append(lambda notice: notice.deadline is not None and notice.deadline >= start)
    if (end := request.deadline_to) is not None:
        kept.append(lambda notice: notice.deadline is not None and notice.deadline <= end)
    if (moment := request.open_on) is not None:
        kept.append(lambda notice: notice.kind == "call" and (notice.deadline is None or notice.deadline > moment))
    if (day := request.since) is not None:
        kept.append(lambda notice: notice.published is not None and notice.published >= day)
    return kept


def filters(request: SearchRequest) -> list[Keep]:
    """One test per filter of the request."""
    names = (
        "commune",
        "epci",
        "departement",
        "kind",
        "contract_type",
        "procedure",
        "allotted",
        "social_clause",
        "reserved",
    )
    kept = [_equal(name, wanted) for name in names if (wanted := getattr(request, name)) is not None]
    if request.buyer:
        kept.append(_equal("buyer_id", request.buyer))
    if (code := request.cpv) is not None:
        kept.append(lambda notice: any(one.startswith(code) for one in notice.cpv))
    if (low := request.amount_min) is not None:
        kept.append(lambda notice: notice.amount is not None and notice.amount >= low)
    if (high := request.amount_max) is not None:
        kept.append(lambda notice: notice.amount is not None and notice.amount <= high)
    centre = places.commune(request.centre) if request.centre else None
    if centre is not None and request.within_km is not None:
        kept.append(_near(centre, request.within_km))
    return kept + _dates(request)


def field_filters(fields: Iterable[tuple[str, str]]) -> list[Keep]:
    """Tests for acheteur:, commune: and cpv: typed in the query."""
    kept: list[Keep] = []
    for name, value in fields:
        wanted = fold(value)
        if name == "buyer":
            kept.append(lambda notice, wanted=wanted: wanted in fold(notice.buyer))  # type: ignore[misc]
        elif name == "cpv":
            kept.append(lambda notice, wanted=wanted: any(one.startswith(wanted) for one in notice.cpv))  # type: ignore[misc]
        else:
            kept.append(lambda notice, wanted=wanted: wanted in (notice.commune, _town(notice.commune)))  # type: ignore[misc]
    return kept


def _town(insee: str | None) -> str:
    found = places.commune(insee) if insee else None
    return fold(found.name) if found else ""


KINDS = {
    "call": "Avis de marché",
    "prior": "Préinformation",
    "correction": "Rectificatif",
    "cancellation": "Annulation",
    "award": "Attribution",
    "amendment": "Modification",
    "other": "Autre avis",
}
NAMES = (
    "trade",
    "contract_type",
    "epci",
    "commune",
    "departement",
    "cpv",
    "buyer",
    "procedure",
    "kind",
    "allotted",
    "social_clause",
    "reserved",
)


def counts(rows: Sequence[Row], moment: datetime | None, most: int = 30) -> dict[str, tuple[Facet, ...]]:
    """The facets of the notices found, most numerous first; with `moment`, also how soon they close."""
    columns: dict[str, list[tuple[str, int]]] = {name: [] for name in NAMES}
    for (name, value), count in Counter(chain.from_iterable(one.values for one in rows)).items():
        columns[name].append((value, count))
    made: dict[str, tuple[Facet, ...]] = {}
    for name, found in columns.items():
        found.sort(key=lambda item: (-item[1], item[0]))
        made[name] = tuple((value, _label(name, value, rows), count) for value, count in found[:most])
    if moment is not None:
        dues = [due for one in rows if (due := one.notice.deadline) is not None and due > moment]
        made["deadline"] = tuple(
            (str(days), label, sum(due <= moment + timedelta(days=days) for due in dues)) for days, label in WINDOWS
        )
    return made


def _label(name: str, value: str, rows: Sequence[Row]) -> str:
    if name == "buyer":
        return next((one.notice.buyer for one in rows if one.notice.buyer_id == value), value)
    words: dict[str, Callable[[], str | None]] = {
        "trade": lambda: trades.label(value),
        "contract_type": lambda: TYPES.get(value),
        "procedure": lambda: PROCEDURES.get(value),
        "kind": lambda: KINDS.get(value),
        "departement": lambda: _departement(value),
        "epci": lambda: body.name if (body := places.epci(value)) else None,
        "commune": lambda: town.name if (town := places.commune(value)) else None,
        "cpv": lambda: cpv.label(value + "000000"),
    }
    return words.get(name, lambda: value)() or value


def _departement(code: str) -> str:
    found = places.departement(code)
    return f"{found.name} ({code})" if found else code
