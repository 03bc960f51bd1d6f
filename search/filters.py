"""The filters of a request, each as a mask over the rows of a segment."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable

import numpy as np

from procurement.models import Commune
from procurement.nomenclature import places
from search.analysis import plain
from search.contract import SearchRequest
from search.kept import once
from search.query import Query
from search.segment import Segment
from search.table import NEVER, cents, seconds
from search.words import Ints

Mask = Callable[[Segment], Ints]
EQUAL = {"commune": "commune", "epci": "epci", "departement": "departement", "kind": "kind"} | {
    "contract_type": "contract_type",
    "procedure": "procedure",
    "buyer": "buyer_id",
}
_RADIUS_KM = 6371.0088


def filters(request: SearchRequest) -> dict[str, Mask]:
    """One mask per filter of the request, by the name of its facet."""
    made: dict[str, Mask] = {}
    for name, column in EQUAL.items():
        if (wanted := getattr(request, name)) is not None:
            made[name] = _equal(column, wanted)
    for name in ("allotted", "social_clause", "reserved"):
        if (known := getattr(request, name)) is not None:
            made[name] = _same(name, int(known))
    if request.trade:
        made["trade"] = _any("main", request.trade.__eq__)
    if request.cpv is not None:
        made["cpv"] = _any("cpv", _below(request.cpv))
    centre = places.commune(request.centre) if request.centre else None
    if centre is not None and request.within_km is not None:
        made["distance"] = _near(centre, request.within_km)
    return made | _amounts(request) | _dates(request)


def typed(asked: Query) -> list[Mask]:
    """The masks of acheteur:, commune: and cpv: typed in the query, wanted or not."""
    return [*_fields(asked.fields), *(_not(mask) for mask in _fields(asked.barred))]


def _not(mask: Mask) -> Mask:
    return lambda segment: ~mask(segment)


def _fields(fields: Iterable[tuple[str, str]]) -> list[Mask]:
    return [_kept(("typed", name, value), _field(name, value)) for name, value in fields]


def _kept(key: tuple[str, ...], mask: Mask) -> Mask:
    return lambda segment: once(segment.table, key, lambda: mask(segment))


def _field(name: str, value: str) -> Mask:
    if name == "cpv":
        return _any("cpv", _below(value))
    if name == "buyer":
        wanted = f" {plain(value)}"
        return lambda segment: _of(segment, "buyer", [wanted in one for one in segment.plain_buyers])
    towns = {value.strip().upper(), *places.all_by_name(value)}
    return lambda segment: _of(segment, "commune", [one in towns for one in segment.table.names["commune"]])


def prefix(code: str) -> str:
    """The digits of a CPV code that tell its branch of the tree: 45000000-7 is 45."""
    digits = re.sub(r"\D", "", code.partition("-")[0])[:8]
    return digits[:2] + digits[2:].rstrip("0") if len(digits) == 8 else digits


def distances(segment: Segment, centre: Commune) -> Ints:
    """Great-circle kilometres from each row to a commune; NaN where one of them is unknown."""
    if centre.latitude is None or centre.longitude is None:
        return np.full(len(segment.table), np.nan)
    here = np.radians(segment.table["point"])
    latitude, longitude = math.radians(centre.latitude), math.radians(centre.longitude)
    chord = (
        np.sin((here[:, 0] - latitude) / 2) ** 2
        + math.cos(latitude) * np.cos(here[:, 0]) * np.sin((here[:, 1] - longitude) / 2) ** 2
    )
    away: Ints = 2 * _RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    return away


def _equal(column: str, wanted: str) -> Mask:
    return lambda segment: segment.coded[column] == segment.names.number(column, wanted)


def _same(column: str, wanted: int) -> Mask:
    return lambda segment: segment.table[column] == wanted


def _any(column: str, test: Callable[[str], bool]) -> Mask:
    def mask(segment: Segment) -> Ints:
        good = np.array([test(one) for one in segment.table.names[column]], bool)
        kept = np.zeros(len(segment.table), bool)
        kept[segment.table[f"{column}_row"][good[segment.table[column]]]] = True
        return kept

    return mask


def _of(segment: Segment, column: str, good: list[bool]) -> Ints:
    """The rows whose value in a column is good, told by value."""
    found: Ints = np.array([*good, False], bool)[segment.table[column]]
    return found


def _below(code: str) -> Callable[[str], bool]:
    start = prefix(code)
    return lambda held: bool(start) and held.startswith(start)


def _near(centre: Commune, radius: float) -> Mask:
    def mask(segment: Segment) -> Ints:
        same = segment.coded["commune"] == segment.names.number("commune", centre.insee)
        near: Ints = same | (distances(segment, centre) <= radius)
        return near

    return mask


def _amounts(request: SearchRequest) -> dict[str, Mask]:
    if request.amount_min is None and request.amount_max is None:
        return {}
    low, most = max(0, cents(request.amount_min)), request.amount_max
    high = NEVER if most is None or most >= 10**15 else cents(most)
    return {"amount": lambda segment: (segment.table["amount"] >= low) & (segment.table["amount"] <= high)}


def _dates(request: SearchRequest) -> dict[str, Mask]:
    made: dict[str, Mask] = {}
    if request.deadline_from is not None or request.deadline_to is not None:
        first = seconds(request.deadline_from) if request.deadline_from else -NEVER
        last = seconds(request.deadline_to) if request.deadline_to else NEVER - 1
        made["deadline"] = lambda segment: (segment.table["deadline"] >= first) & (segment.table["deadline"] <= last)
    if request.open_on is not None:
        moment = seconds(request.open_on)
        call = _equal("kind", "call")
        made["open"] = lambda segment: call(segment) & (segment.table["deadline"] > moment)
    if request.since is not None:
        day = request.since.toordinal()
        made["since"] = lambda segment: segment.table["published"] >= day
    return made
