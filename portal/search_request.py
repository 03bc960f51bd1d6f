"""The search as an address and the address as a search: what makes every list of results shareable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from portal.presentation import KINDS, NBSP, PROCEDURES, commune_name, cpv_label, departement_name
from procurement.models import Commune
from procurement.nomenclature import cpv, places
from search.contract import SearchRequest, SearchResult

PATH = "/marches"
PER_PAGE = 20
SORTS = {
    "pertinence": ("relevance", "les plus proches de ma recherche"),
    "echeance": ("deadline", "date limite la plus proche"),
    "recents": ("published", "publiés récemment"),
    "distance": ("distance", "les plus près de moi"),
}
RADII = (10, 20, 30, 50, 100)
WINDOWS = {"5": "dans les 5 jours", "15": "dans les 15 jours", "30": "dans les 30 jours"}
# address parameter, field of the request (and name of the facet), title
FACETS = (
    ("metier", "trade", "Métier"),
    ("achat", "contract_type", "Travaux, fournitures, services"),
    ("epci", "epci", "Intercommunalité"),
    ("commune", "commune", "Commune"),
    ("departement", "departement", "Département"),
    ("cpv", "cpv", "Nature d'achat"),
    ("acheteur", "buyer", "Acheteur"),
    ("procedure", "procedure", "Procédure"),
    ("avis", "kind", "Type d'avis"),
)
TICKS = (("clause", "social_clause", "Avec clause sociale"), ("lots", "allotted", "Découpés en lots"))


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet as a link: the search with it, or without it when it is chosen."""

    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A result arranged for the eye."""

    facets: tuple[tuple[str, str, tuple[Choice, ...]], ...]
    chips: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]
    pages: int
    around: Commune | None
    around_unknown: str | None
    everything: str
    wider: str | None


def around(args: Mapping[str, str]) -> Commune | None:
    """The commune named by « autour »: a name, a postcode or an INSEE code."""
    text = args.get("autour", "").strip()
    if not text:
        return None
    delivered = places.by_postcode(text) if text.isdigit() else ()
    return places.by_name(text) or (delivered[0] if delivered else None) or places.commune(text)


def _number(text: str | None, default: int, low: int, high: int) -> int:
    return min(max(int(text), low), high) if text and text.isdecimal() and len(text) < 7 else default


def from_args(args: Mapping[str, str], now: datetime) -> SearchRequest:
    """The request of an address; what it cannot understand is left out. Closed notices come only when asked for."""
    centre = around(args)
    window = args.get("delai", "")
    everything = args.get("etat") == "tous"
    end = now + timedelta(days=int(window)) if window in WINDOWS else None
    given: dict[str, Any] = {field: args[name].strip() for name, field, _ in FACETS if args.get(name, "").strip()}
    if not everything:
        given.setdefault("kind", "call")
    ticked: dict[str, Any] = {field: True for name, field, _ in TICKS if args.get(name) == "1"}
    sort = SORTS.get(args.get("tri", ""), ("relevance" if args.get("q", "").strip() else "deadline", ""))[0]
    return SearchRequest(
        text=args.get("q", "").strip()[:300],
        centre=centre.insee if centre else None,
        within_km=float(_number(args.get("rayon"), 30, 1, 1000)) if centre else None,
        deadline_to=end,
        open_on=None if everything else now,
        sort="deadline" if sort == "distance" and not centre else sort,
        page=_number(args.get("page"), 1, 1, 500),
        per_page=PER_PAGE,
        **given,
        **ticked,
    )


def address(args: Mapping[str, str], **changes: str | None) -> str:
    """The address of a search with some parameters changed (None takes one away); back to the first page."""
    values = {name: value for name, value in args.items() if value and name != "page"}
    for name, value in changes.items():
        values.pop(name, None)
        if value:
            values[name] = value
    return f"{PATH}?{urlencode(values)}" if values else PATH


def page_address(args: Mapping[str, str], page: int) -> str:
    """The address of another page of the same search."""
    first = address(args)
    return f"{first}{'&' if '?' in first else '?'}page={page}"


def _label(name: str, value: str) -> str:
    """The French words of a filter's value."""
    if name == "cpv":
        return cpv_label(value.ljust(8, "0")) if cpv.label(value.ljust(8, "0")) else value
    if name == "epci":
        body = places.epci(value)
        return body.name if body else value
    words = {"procedure": PROCEDURES, "avis": KINDS}.get(name, {})
    if name in ("commune", "departement"):
        return commune_name(value) if name == "commune" else departement_name(value)
    return words.get(value, value)


def arrange(asked: SearchRequest, result: SearchResult, args: Mapping[str, str]) -> Page:
    """Facets, chips and pages of a result."""
    centre = around(args)
    facets, names = [], {}
    for name, field, title in FACETS:
        values = result.facets.get(field, ())
        names[name] = {value: label for value, label, _ in values}
        choices = tuple(_choice(args, name, *value) for value in values[:12])
        if len(choices) > 1 or any(one.chosen for one in choices):
            facets.append((name, title, choices))
    return Page(
        facets=tuple(facets),
        chips=tuple(_chips(args, names, centre)),
        kept=tuple((name, args[name]) for name, _, _ in FACETS if args.get(name)),
        pages=max(1, min(500, -(-result.total // asked.per_page))),
        around=centre,
        around_unknown=args.get("autour", "").strip() or None if centre is None else None,
        everything=address(args, etat="tous"),
        wider=_wider(args, centre),
    )


def _choice(args: Mapping[str, str], name: str, value: str, label: str, count: int) -> Choice:
    chosen = args.get(name) == value
    return Choice(label or _label(name, value), count, address(args, **{name: None if chosen else value}), chosen)


def _chips(
    args: Mapping[str, str], names: Mapping[str, Mapping[str, str]], centre: Commune | None
) -> list[tuple[str, str]]:
    """Active filters in words, each with the address of the search without it."""
    chips = [(f"« {args['q']} »", address(args, q=None))] if args.get("q", "").strip() else []
    for name, _, _ in FACETS:
        if value := args.get(name):
            chips.append((names[name].get(value) or _label(name, value), address(args, **{name: None})))
    if centre:
        radius = _number(args.get("rayon"), 30, 1, 1000)
        chips.append((f"à {radius}{NBSP}km de {centre.name}", address(args, autour=None, rayon=None)))
    if args.get("delai") in WINDOWS:
        chips.append((f"à rendre {WINDOWS[args['delai']]}", address(args, delai=None)))
    chips += [(title.lower(), address(args, **{name: None})) for name, _, title in TICKS if args.get(name) == "1"]
    if args.get("etat") == "tous":
        chips.append(("clos et attribués compris", address(args, etat=None)))
    return chips


def _wider(args: Mapping[str, str], centre: Commune | None) -> str | None:
    """The same search over a wider area, when there is one."""
    if centre:
        radius = _number(args.get("rayon"), 30, 1, 1000)
        larger = next((one for one in RADII if one > radius), None)
        return address(args, rayon=str(larger)) if larger else None
    narrow = [name for name in ("commune", "epci", "departement") if args.get(name)]
    return address(args, **dict.fromkeys(narrow)) if narrow else None
