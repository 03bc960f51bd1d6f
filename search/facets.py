"""How many of the notices found hold each value: the counts beside the filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from procurement.nomenclature import cpv, places
from search import trades
from search.contract import Facet, SearchRequest
from search.filters import EQUAL, prefix
from search.segment import Names, Segment
from search.words import Ints

MOST = 30
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
KINDS = {
    "call": "Avis de marché",
    "prior": "Préinformation",
    "correction": "Rectificatif",
    "cancellation": "Annulation",
    "award": "Attribution",
    "amendment": "Modification",
    "other": "Autre avis",
}
TICKED = ("allotted", "social_clause", "reserved")
Found = Callable[[str, Segment], Ints]


def counts(
    segments: Sequence[Segment], found: Found, request: SearchRequest, names: Names
) -> dict[str, tuple[Facet, ...]]:
    """The facets, most numerous first. `found(name, segment)` is the mask of the rows that count for a facet."""
    made: dict[str, tuple[Facet, ...]] = {}
    for name, column in EQUAL.items():
        total = _sum([_held(one.coded[column], found(name, one)) for one in segments])
        made[name] = _most(total, names.values(column), getattr(request, name), _labels(name, segments))
    for name in TICKED:
        total = _sum([_held(one.table[name], found(name, one)) for one in segments])
        made[name] = _most(total, ["non", "oui"], None, str)
    made["trade"] = _tree(segments, found, names, "trade", "main", "", str, request.trade)
    chosen = prefix(request.cpv) if request.cpv else ""
    made["cpv"] = _tree(segments, found, names, "cpv", "cpv", chosen, _branch(chosen), chosen or None)
    return made


def _branch(chosen: str) -> Callable[[str], str | None]:
    """Turns a CPV code into its branch just below the one chosen; a code no finer than the chosen one is left out."""
    size = max(2, len(chosen) + 1)

    def turn(code: str) -> str | None:
        if not code.startswith(chosen) or len(code) < size:
            return None
        return code[:size] if size == 2 or code[size - 1] != "0" else None

    return turn


def _tree(
    segments: Sequence[Segment],
    found: Found,
    names: Names,
    name: str,
    column: str,
    key: str,
    turn: Callable[[str], str | None],
    chosen: str | None,
) -> tuple[Facet, ...]:
    parts = []
    for one in segments:
        rows, numbers = one.pairs(column, key, turn)
        parts.append(numbers[found(name, one)[rows]])
    values = names.values(column)
    total = _sum([np.bincount(part) for part in parts])
    facets = _most(total, values, chosen if name == "trade" else None, _labels(name, segments))
    if name == "cpv" and chosen:
        above = sum(_below(one, found(name, one), chosen) for one in segments)
        return ((chosen, _labels(name, segments)(chosen), above), *facets) if above else facets
    return facets


def _below(segment: Segment, kept: Ints, chosen: str) -> int:
    rows, _ = segment.pairs("cpv", f"={chosen}", lambda code: chosen if code.startswith(chosen) else None)
    return int(np.count_nonzero(kept[rows]))


def _held(column: Ints, kept: Ints) -> Ints:
    values = column[kept]
    return np.bincount(values[values >= 0])


def _sum(parts: Sequence[Ints]) -> Ints:
    total = np.zeros(max(map(len, parts), default=0), np.int64)
    for part in parts:
        total[: len(part)] += part
    return total


def _most(total: Ints, values: Sequence[str], chosen: str | None, label: Callable[[str], str]) -> tuple[Facet, ...]:
    every = held = np.flatnonzero(total)
    if len(held) > MOST:
        least = np.partition(total[held], -MOST)[-MOST]
        held = held[total[held] >= least]
    pairs = sorted(((values[at], int(total[at])) for at in held.tolist()), key=lambda item: (-item[1], item[0]))[:MOST]
    if chosen is not None and all(value != chosen for value, _ in pairs):
        pairs += [(values[at], int(total[at])) for at in every.tolist() if values[at] == chosen]
    return tuple((value, label(value), count) for value, count in pairs)


def _labels(name: str, segments: Sequence[Segment]) -> Callable[[str], str]:
    fixed: Mapping[str, Mapping[str, str]] = {"contract_type": TYPES, "procedure": PROCEDURES, "kind": KINDS}
    if name in fixed:
        return lambda value: fixed[name].get(value, value)
    words: dict[str, Callable[[str], str | None]] = {
        "trade": trades.label,
        "buyer": lambda value: _buyer(segments, value),
        "departement": lambda value: f"{known.name} ({value})" if (known := places.departement(value)) else None,
        "epci": lambda value: body.name if (body := places.epci(value)) else None,
        "commune": lambda value: town.name if (town := places.commune(value)) else None,
        "cpv": lambda value: cpv.label(value.ljust(8, "0")),
    }
    return lambda value: words[name](value) or value


def _buyer(segments: Sequence[Segment], siren: str) -> str | None:
    for one in segments:
        if found := one.buyers.get(siren):
            return found
    return None
