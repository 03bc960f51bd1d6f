"""What the vault knows of each kind of piece: how its end is read, the ten basics, the words of facts. No Flask here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

PERIOD, MONTHS, DAYS, YEAR, NONE = "period", "months", "days", "year", "none"


@dataclass(frozen=True, slots=True)
class Lasting:
    """How the last day of a kind is read. `law` names the dated parameter; `usage`: a habit of buyers, not a rule."""

    basis: str = NONE
    law: str = ""
    facts: tuple[str, ...] = ()
    pick: str = "first"
    usage: bool = False


@dataclass(frozen=True, slots=True)
class Basic:
    """One of the ten pieces every firm needs: any of `kinds` is it; `where` to get it, free."""

    id: str
    name: str
    kinds: tuple[str, ...]
    when: str
    where: str


@cache
def _file() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")))


@cache
def lasting(kind: str) -> Lasting:
    """How long a piece of this kind holds; without end for a kind the file does not name."""
    row = _file()["validity"].get(kind)
    return Lasting(**(row | {"facts": tuple(row.get("facts", ()))})) if row else Lasting()


@cache
def basics() -> tuple[Basic, ...]:
    """The ten pieces every firm needs."""
    return tuple(Basic(**(row | {"kinds": tuple(row["kinds"])})) for row in _file()["basics"])


@cache
def lasting_kinds() -> frozenset[str]:
    """The kinds that serve from one tender to the next."""
    return frozenset(kind for one in basics() for kind in one.kinds) | frozenset(_file()["also"])


def basic_name(kind: str) -> str | None:
    """What the ten basics call the piece of this kind; None for a piece that nobody is asked to have at hand."""
    return next((one.name for one in basics() if kind in one.kinds), None)


def fact_words() -> dict[str, str]:
    """What to call the facts that are shown, in reading order."""
    return dict(_file()["facts"])
