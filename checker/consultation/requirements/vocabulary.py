"""The words of wordings.yaml and signals.yaml, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
OTHER = "autre"
_TWICE = ("vigilance_urssaf", "attestation_fiscale")  # « les attestations et certificats prouvant… » is one name


# a match that reaches over the name of another document names two of them
_CROSSED = re.compile(
    r"(?:[,;]|\b(?:et|ou|ainsi que)\b) (?:(?:le|la|les|une?|des|son|sa|ses|leurs?|l.une|l.)[ ']?)?"
    r"(?:attestations?|certificats?|copies?|declarations?|notes?|documents?|releves?|memoires?|listes?|bordereaux?|actes?|extraits?)\b"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """How one kind is asked for; `when` is the condition the kind itself implies, `many` that several may be asked."""

    kind: str
    pile: str
    patterns: tuple[re.Pattern[str], ...]
    when: str | None = None
    many: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named in a text, from `start` to `end` of its plain letters."""

    kind: str
    start: int
    end: int


@cache
def wordings() -> dict[str, Wording]:
    """Every kind a buyer may ask for. Raises ValueError on an unknown key, re.error on a bad pattern."""
    rows: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "wordings.yaml").read_text(encoding="utf-8"))
    found = {}
    for kind, row in rows.items():
        if unknown := set(row) - {"pile", "asked", "when", "many"}:
            raise ValueError(f"wordings.yaml: {kind} has unknown keys {', '.join(sorted(unknown))}")
        patterns = tuple(re.compile(rf"(?<![a-z0-9])(?:{text})(?![a-z0-9])") for text in row["asked"])
        found[kind] = Wording(kind, row["pile"], patterns, row.get("when"), bool(row.get("many")))
    return found


@cache
def _signals() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / "signals.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def signal(name: str) -> re.Pattern[str]:
    """The compiled pattern of a name such as "headings.award" or "condition". Raises KeyError."""
    value: Any = _signals()
    for part in name.split("."):
        value = value[part]
    return re.compile(value)


def mentions(low: str) -> list[Mention]:
    """The documents named in a text in plain letters, in order; where two overlap the longer wins, and equals both stay."""
    found = [
        Mention(kind, match.start(), match.end())
        for kind, wording in wordings().items()
        for pattern in wording.patterns
        for match in pattern.finditer(low)
        if match.end() > match.start() and not (_CROSSED.search(match[0]) and kind not in _TWICE)
    ]
    found.sort(key=lambda one: (one.start - one.end, one.start))
    kept: list[Mention] = []
    for one in found:
        over = [other for other in kept if one.start < other.end and other.start < one.end]
        if not over or (
            all((o.start, o.end) == (one.start, one.end) for o in over) and one.kind not in {o.kind for o in over}
        ):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.start, one.end))
