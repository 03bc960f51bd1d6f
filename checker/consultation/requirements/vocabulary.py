"""The words of wordings.yaml and signals.yaml, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
OTHER = "autre"
_TWICE = ("vigilance_urssaf", "attestation_fiscale", OTHER)  # « les attestations et certificats prouvant… » is one name


_APOSTROPHE = re.compile(r"(?<![a-z\\])([dl])\.(?=[a-z(])")  # notices often lose theirs: « attestation dassurance »


@dataclass(frozen=True, slots=True)
class Wording:
    """How one kind is asked for; `when` is the condition the kind itself implies, `many` that several may be asked."""

    kind: str
    pile: str
    patterns: tuple[str, ...]
    any: re.Pattern[str]  # whether one of the patterns is there at all
    when: str | None = None
    many: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named in a text, from `start` to `end` of its plain letters."""

    kind: str
    start: int
    end: int


def _load(name: str) -> Any:
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def wordings() -> dict[str, Wording]:
    """Every kind a buyer may ask for. Raises ValueError on an unknown key, re.error on a bad pattern."""
    rows: dict[str, dict[str, Any]] = _load("wordings.yaml")
    found = {}
    for kind, row in rows.items():
        if unknown := set(row) - {"pile", "asked", "when", "many"}:
            raise ValueError(f"wordings.yaml: {kind} has unknown keys {', '.join(sorted(unknown))}")
        asked = [_APOSTROPHE.sub(r"\1.?", text) for text in row["asked"]]
        patterns = tuple(rf"(?<![a-z0-9])(?:{text})(?![a-z0-9])" for text in asked)
        either = "|".join(f"(?:{text})" for text in asked)
        found[kind] = Wording(
            kind,
            row["pile"],
            patterns,
            re.compile(rf"(?<![a-z0-9])(?:{either})(?![a-z0-9])"),
            row.get("when"),
            bool(row.get("many")),
        )
    return found


@cache
def _signals() -> dict[str, Any]:
    loaded: dict[str, Any] = _load("signals.yaml")
    return loaded


@cache
def signal(name: str) -> re.Pattern[str]:
    """The compiled pattern of a name such as "headings.award" or "condition"; a list is a choice. Raises KeyError."""
    value: Any = _signals()
    for part in name.split("."):
        value = value[part]
    return re.compile("|".join(value) if isinstance(value, list) else value)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=512)
def mentions(low: str) -> tuple[Mention, ...]:
    """The documents named in a text in plain letters, in order.

    Where two overlap the first to begin wins, then the longer; two kinds named by the very same words both stay; the
    general words of « autre » count only where nothing else is named.
    """
    found = [one for kind, wording in wordings().items() for one in _found(kind, wording, low)]
    found.sort(key=lambda one: (one.kind == OTHER, one.start, -one.end))
    kept: list[Mention] = []
    for one in found:
        over = [other for other in kept if one.start < other.end and other.start < one.end]
        if all((other.start, other.end) == (one.start, one.end) and other.kind != one.kind for other in over):
            kept.append(one)
    kept += [other for one in kept for other in _elided(low, one) if all(apart(other, third) for third in kept)]
    return tuple(sorted(kept, key=lambda one: (one.start, one.end)))


def _found(kind: str, wording: Wording, low: str) -> Iterator[Mention]:
    """The places where a kind is named, those that reach over another document left out."""
    if not wording.any.search(low):
        return
    for pattern in map(_compiled, wording.patterns):
        match = pattern.search(low)
        while match:
            if signal("crossed").search(match[0]) and kind not in _TWICE:
                match = pattern.search(low, match.start() + 1)
                continue
            yield Mention(kind, match.start(), match.end())
            match = pattern.search(low, max(match.end(), match.start() + 1))


def _elided(low: str, one: Mention) -> list[Mention]:
    """The kinds that share the noun of a mention: « attestations fiscale et de vigilance » names two documents."""
    noun = signal("shared_noun").match(low[one.start : one.end])
    after = signal("shared_joint").match(low, one.end) if noun else None
    if noun is None or after is None:
        return []
    rest = low[after.end() : after.end() + 45]
    whole = f"{noun[0]} {rest}"
    found = [(kind, match) for kind, wording in wordings().items() for match in _opening(wording, whole)]
    return [
        Mention(kind, after.end(), after.end() + match.end() - len(noun[0]) - 1)
        for kind, match in found
        if kind != one.kind and match.end() > len(noun[0]) + 3
    ]


def _opening(wording: Wording, whole: str) -> list[re.Match[str]]:
    """The names of a kind that open a text and hold no comma, the longest first."""
    found = [match for pattern in map(_compiled, wording.patterns) if (match := pattern.match(whole))]
    return sorted((one for one in found if "," not in one[0]), key=lambda one: -one.end())[:1]


def apart(one: Mention, other: Mention) -> bool:
    """Whether two mentions have no letter in common."""
    return one.end <= other.start or other.end <= one.start
