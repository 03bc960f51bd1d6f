"""The vocabulary as data: trades (`trades/*.yaml`) and the objects works are done on (`objects.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).parent
NATURES = ("works", "supply", "service", "intellectual")
OBJECT = "objet:"
# The C reader where libyaml is there: reading the vocabulary is then ten times quicker.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Trade:
    """One trade or purchase. `nature` is one of NATURES; `building` when building works imply it, `broad`
    when its words also name building works as a whole, `by_object` when the object changes the job (an architect's school).

    `says` is how firms say it, `buyers` how notices write it, `excludes` what a title says when it is something else.
    """

    id: str
    label: str
    nature: str
    says: tuple[str, ...]
    buyers: tuple[str, ...]
    acronyms: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    naf: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    building: bool = False
    broad: bool = False
    by_object: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of place or work a trade is done on: a school, a road. `family` groups those of like size and rules.

    Works on it are for the trades it `implies`.
    """

    id: str
    family: str
    words: tuple[str, ...]
    implies: tuple[str, ...] = ()


def _trade(raw: Mapping[str, Any]) -> Trade:
    many = ("says", "buyers", "acronyms", "cpv", "naf", "neighbours", "excludes")
    lists: dict[str, Any] = {name: tuple(str(value) for value in raw.get(name, ())) for name in many}
    return Trade(
        raw["id"],
        raw["label"],
        raw["nature"],
        building=bool(raw.get("building")),
        broad=bool(raw.get("broad")),
        by_object=bool(raw.get("by_object")),
        **lists,
    )


@cache
def trades() -> tuple[Trade, ...]:
    """Every trade of the vocabulary, by family file then order in the file."""
    found = []
    for path in sorted((_HERE / "trades").glob("*.yaml")):
        found += [_trade(raw) for raw in yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)]
    return tuple(found)


@cache
def things() -> dict[str, Thing]:
    """Every object, by id; ids begin with `objet:` so that none is taken for a trade."""
    raw = yaml.load((_HERE / "objects.yaml").read_text(encoding="utf-8"), Loader=_Loader)
    found = [
        Thing(f"{OBJECT}{one['id']}", one["family"], tuple(one["words"]), tuple(one.get("implies", ()))) for one in raw
    ]
    return {one.id: one for one in found}


@cache
def weak_words() -> frozenset[str]:
    """Words that alone in a notice tell no trade (`weak.yaml`)."""
    lines = yaml.load((_HERE / "weak.yaml").read_text(encoding="utf-8"), Loader=_Loader)
    return frozenset(word for line in lines for word in line.split())


@cache
def by_id() -> dict[str, Trade]:
    """The trades by id."""
    return {one.id: one for one in trades()}


@cache
def building_trades() -> frozenset[str]:
    """The trades building works imply and a title names alone; those that go with all works (shell, energy) left out."""
    return frozenset(one.id for one in trades() if one.building and not one.broad)
