"""All phrases of all kinds, found in one pass over the words of a page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from checker.kinds import catalogue
from checker.kinds.tokens import Token, words


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the catalogue: its words, and what it means for which kind ("title", "body", "against")."""

    words: tuple[str, ...]
    meanings: tuple[tuple[str, str, float], ...]  # kind, role, weight


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found at a place of a text."""

    phrase: Phrase
    start: int
    end: int


def _weight(found: tuple[str, ...], strong: bool) -> float:
    """Long phrases say more than short ones; the words of `phrases` say less than those of `strong`."""
    length = sum(map(len, found))
    base = 0.7 if len(found) == 1 and length < 7 else 1.1 if len(found) == 1 else 1.4 if len(found) == 2 else 1.8
    return base if strong else 0.5 * base


@cache
def book() -> dict[str, tuple[Phrase, ...]]:
    """The phrases by their first word, the longest first."""
    meanings: dict[tuple[str, ...], dict[tuple[str, str], float]] = {}
    for kind in catalogue().values():
        roles = (
            ("title", kind.titles, True), ("title", kind.aliases, False), ("body", kind.strong, True),
            ("body", kind.phrases, False), ("against", kind.against, True),
        )  # fmt: skip
        for role, phrases, strong in roles:
            for text in phrases:
                key = tuple(words(text))
                if not key or (role == "title" and not strong and len(key) < 2):
                    continue
                weight = _title_weight(key, strong) if role == "title" else _weight(key, strong)
                slot = meanings.setdefault(key, {})
                slot[kind.id, role] = max(weight, slot.get((kind.id, role), 0.0))
    made: dict[str, list[Phrase]] = {}
    for key, slot in meanings.items():
        shared = {role: sum(other == role for _, other in slot) for _, role in slot}
        rows = tuple((kind, role, weight / math.sqrt(shared[role])) for (kind, role), weight in slot.items())
        made.setdefault(key[0], []).append(Phrase(key, rows))
    return {first: tuple(sorted(rows, key=lambda row: -len(row.words))) for first, rows in made.items()}


def _title_weight(found: tuple[str, ...], strong: bool) -> float:
    return (2.6 + 0.5 * min(len(found), 5)) * (1.0 if strong else 0.6)


@cache
def vocabulary() -> frozenset[str]:
    """Every word of every phrase."""
    return frozenset(word for rows in book().values() for row in rows for word in row.words)


def hits(found: Sequence[Token]) -> Iterator[Hit]:
    """Every phrase of the catalogue in these words."""
    shelf = book()
    plain = [token.word for token in found]
    for start, word in enumerate(plain):
        for phrase in shelf.get(word, ()):
            end = start + len(phrase.words)
            if tuple(plain[start:end]) == phrase.words:
                yield Hit(phrase, start, end)


@cache
def _squashed_titles() -> dict[str, Phrase]:
    rows = [row for shelf in book().values() for row in shelf if any(role == "title" for _, role, _ in row.meanings)]
    return {squashed: row for row in rows if len(squashed := "".join(row.words)) >= 14}


def blurred_titles(found: Sequence[Token]) -> Iterator[tuple[Phrase, float]]:
    """The long titles that a scan bears with letters misread and words run together, each with how near it is (0 to 1)."""
    text = "".join(token.word for token in found)
    for squashed, phrase in _squashed_titles().items():
        likeness = fuzz.partial_ratio(squashed, text, score_cutoff=86)
        if likeness:
            yield phrase, likeness / 100
