"""The catalogue of document kinds: one YAML each. Rules name kinds; kinds do not name rules."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
UNKNOWN = "inconnu"
TO_CONFIRM = 0.6  # a kind recognised with less confidence is « à confirmer »: the person chooses
_LOADER = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)  # the same in C where the machine has it: seventy files at each start


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    `aliases` are what people call it; `titles` what it bears at its top, `strong` words hardly seen elsewhere, `phrases` words
    often seen in it, `against` words that speak for another kind, `files` words of file names, `signs` the weight of a trait
    of the layout (checker.kinds.signs), `twins` other kinds the same sheet may be, with the words that show it. `status` says what of this was verified, and where.
    """

    id: str
    label: str
    stage: str
    aliases: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    signs: dict[str, float] = field(default_factory=dict)
    twins: dict[str, list[str]] = field(default_factory=dict)
    readable: tuple[str, ...] = ()
    issuer: str | None = None
    demandable: str = ""
    source: str | None = None
    status: str | None = None
    validity: dict[str, str] | None = None


def load(path: Path) -> Kind:
    """The kind of a YAML file. Raises ValueError with a sentence on an unknown key, a bad pattern or a wrong name."""
    row: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    unknown = set(row) - {item.name for item in fields(Kind)}
    if unknown:
        raise ValueError(f"{path.name}: unknown keys {', '.join(sorted(unknown))}")
    if row.get("id") != path.stem:
        raise ValueError(f"{path.name}: the id must be the name of the file")
    for pattern in row.get("patterns", ()):
        re.compile(pattern)
    lists = {name: tuple(map(str, value)) for name, value in row.items() if isinstance(value, list)}
    return Kind(**(row | lists))


@cache
def catalogue() -> dict[str, Kind]:
    """Every kind by its id."""
    return {kind.id: kind for kind in map(load, sorted(FOLDER.glob("*.yaml")))}


def kind(identifier: str) -> Kind:
    """The kind with this id. Raises KeyError."""
    return catalogue()[identifier]


def label(identifier: str) -> str:
    """The French label of a kind; « Fichier non reconnu » for what is none."""
    found = catalogue().get(identifier)
    return found.label if found else "Autre pièce" if identifier == "autre" else "Fichier non reconnu"
