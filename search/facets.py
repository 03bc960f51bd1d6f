"""Filters and counts over the notices' columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from procurement.models import Commune
from procurement.nomenclature import cpv, places
from search.analysis import fold
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


def counts(notices: list[SearchNotice], moment: datetime | None) -> dict[str, tuple[Facet, ...]]:
    """The facets of the notices found, most numerous first."""
    columns: dict[str, tuple[Callable[[SearchNotice], Iterable[str | None]], Callable[[str], str]]] = {
        "contract_type": (lambda one: (one.contract_type,), lambda value: TYPES.get(value, value)),
        "procedure": (lambda one: (one.procedure,), lambda value: PROCEDURES.get(value, value)),
        "departement": (lambda one: (one.departement,), _departement),
        "epci": (lambda one: (one.epci,), lambda value: found.name if (found := places.epci(value)) else value),
        "commune": (
            lambda one: (one.commune,),
            lambda value: found.name if (found := places.commune(value)) else value,
        ),
        "cpv": (lambda one: {code[:2] for code in one.cpv}, lambda value: cpv.label(value + "000000") or value),
        "buyer": (lambda one: (one.buyer_id,), lambda value: names.get(value, value)),
    }
    names = {one.buyer_id: one.buyer for one in notices if one.buyer_id}
    made: dict[str, tuple[Facet, ...]] = {}
    for name, (values, label) in columns.items():
        found = Counter(value for one in notices for value in values(one) if value)
        made[name] = tuple((value, label(value), count) for value, count in found.most_common(30))
    if moment is not None:
        made["deadline"] = tuple(
            (
                str(days),
                label,
                sum(
                    one.deadline is not None and moment < one.deadline <= moment + timedelta(days=days)
                    for one in notices
                ),
            )
            for days, label in WINDOWS
        )
    return made


def _departement(code: str) -> str:
    found = places.departement(code)
    return f"{found.name} ({code})" if found else code
