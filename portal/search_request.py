"""The search as an address and the address as a search: what makes every list of results shareable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from portal.presentation import KINDS, NBSP, PROCEDURES, commune_name, cpv_label, day, departement_name, euros
from procurement.models import Commune
from procurement.nomenclature import cpv, places
from search.contract import SearchRequest, SearchResult
from search.trades import label as trade_label

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
TICKS = (
    ("clause", "social_clause", "Avec clause sociale"),
    ("lots", "allotted", "Découpés en lots"),
    ("reserve", "reserved", "Réservés à l'insertion ou au handicap"),
)
AMOUNTS = (("montant_min", "amount_min", "au moins"), ("montant_max", "amount_max", "au plus"))
SEARCHED = ("q", "autour", "rayon", *(name for name, _, _ in (*FACETS, *TICKS, *AMOUNTS)))


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


def amount(text: str | None) -> Decimal | None:
    """Euros typed by a person (« 90 000 », « 90000,50 € »), None when it is no amount."""
    plain = "".join((text or "").replace("€", "").split()).replace(",", ".")
    return (
        Decimal(plain) if plain.replace(".", "", 1).isdecimal() and plain[:1].isdecimal() and len(plain) < 14 else None
    )


def since(args: Mapping[str, str]) -> date | None:
    """The day of « depuis », None when it is no day."""
    try:
        return date.fromisoformat(args.get("depuis", ""))
    except ValueError:
        return None


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
    given |= {field: value for name, field, _ in AMOUNTS if (value := amount(args.get(name))) is not None}
    sort = SORTS.get(args.get("tri", ""), ("relevance" if args.get("q", "").strip() else "deadline", ""))[0]
    return SearchRequest(
        text=args.get("q", "").strip()[:300],
        centre=centre.insee if centre else None,
        within_km=float(_number(args.get("rayon"), 30, 1, 1000)) if centre else None,
        deadline_to=end,
        open_on=None if everything else now,
        since=since(args),
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
    if name == "acheteur":
        buyer = places.by_siren(value)
        return buyer.name if buyer else f"acheteur {value}"
    if name == "metier":
        return trade_label(value)
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
            chips.append((names.get(name, {}).get(value) or _label(name, value), address(args, **{name: None})))
    if centre:
        radius = _number(args.get("rayon"), 30, 1, 1000)
        chips.append((f"à {radius}{NBSP}km de {centre.name}", address(args, autour=None, rayon=None)))
    if args.get("delai") in WINDOWS:
        chips.append((f"à rendre {WINDOWS[args['delai']]}", address(args, delai=None)))
    chips += [(title.lower(), address(args, **{name: None})) for name, _, title in TICKS if args.get(name) == "1"]
    for name, _, title in AMOUNTS:
        if (limit := amount(args.get(name))) is not None:
            chips.append((f"{title} {euros(limit)} hors taxes", address(args, **{name: None})))
    if start := since(args):
        chips.append((f"publiés depuis le {day(start)}", address(args, depuis=None)))
    if args.get("etat") == "tous":
        chips.append(("clos et attribués compris", address(args, etat=None)))
    return chips


def searched(args: Mapping[str, str]) -> dict[str, str]:
    """What of an address is the search itself: no page, no order, no window; what an alert keeps."""
    values = {name: args.get(name, "").strip()[:300] for name in SEARCHED}
    kept = {name: value for name, value in values.items() if value and value.isprintable()}
    if around(kept) is None:
        kept.pop("autour", None)
        kept.pop("rayon", None)
    return kept


def in_words(args: Mapping[str, str]) -> str:
    """A search as a person would say it: « peinture », à 30 km de Desvres."""
    said = [words for words, _ in _chips(searched(args), {}, around(args))]
    return ", ".join(said) if said else "tous les marchés ouverts"


def _wider(args: Mapping[str, str], centre: Commune | None) -> str | None:
    """The same search over a wider area, when there is one."""
    if centre:
        radius = _number(args.get("rayon"), 30, 1, 1000)
        larger = next((one for one in RADII if one > radius), None)
        return address(args, rayon=str(larger)) if larger else None
    narrow = [name for name in ("commune", "epci", "departement") if args.get(name)]
    return address(args, **dict.fromkeys(narrow)) if narrow else None
