"""Facts read in the files of a firm, and the kind each file was recognised as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from checker.evidence import Evidence
from checker.reading.document import Document


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact with its evidence. Names are those of docs/formats.md: siret, amount_ht, situation_date…

    Values: str; ISO day ("2026-03-31") for dates; Decimal for euros; bool; int; dict for turnover by year.
    """

    name: str
    value: Any
    evidence: Evidence
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Piece:
    """One document kind found in a file, on pages `first_page` to `last_page` (from 1)."""

    kind: str
    confidence: float
    first_page: int
    last_page: int
    lot: str | None = None


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file of the firm: the document, its main kind ("inconnu" when nothing fits), all its pieces and its facts."""

    document: Document
    kind: str
    confidence: float
    pieces: tuple[Piece, ...] = ()
    facts: tuple[Fact, ...] = ()
    lot: str | None = None

    @property
    def name(self) -> str:
        """The file's name as sent."""
        return self.document.name

    @property
    def kinds(self) -> frozenset[str]:
        """Every kind the file holds."""
        return frozenset(piece.kind for piece in self.pieces) | {self.kind}

    def all(self, name: str) -> tuple[Fact, ...]:
        """All facts called `name`."""
        return tuple(fact for fact in self.facts if fact.name == name)

    def first(self, name: str) -> Fact | None:
        """The surest fact called `name`, or None."""
        return max(self.all(name), key=lambda fact: fact.confidence, default=None)
