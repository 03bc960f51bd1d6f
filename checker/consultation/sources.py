"""The buyer's documents, recognised and cut into blocks, the one that rules first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.consultation.blocks import Block, blocks
from checker.reading.document import Document
from checker.recognise import recognise

AUTHORITY = ("rc", "avis_marche", "ccap", "acte_engagement", "cctp")


@dataclass(frozen=True, slots=True)
class Source:
    """One document of the buyer."""

    document: Document
    kind: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """All documents: the règlement first, then the notice, the CCAP, the acte d'engagement, the rest."""

    all: tuple[Source, ...]

    def of(self, *kinds: str) -> tuple[Source, ...]:
        """The documents of these kinds, in the order of authority."""
        return tuple(source for source in self.all if source.kind in kinds)

    def blocks(self, *kinds: str) -> Iterator[Block]:
        """The blocks of the documents of these kinds (all documents when none is named), in the order of authority."""
        for source in self.of(*kinds) if kinds else self.all:
            yield from source.blocks


def gather(documents: Iterable[Document]) -> Sources:
    """Recognise and cut the documents; those that cannot be read have no block."""
    found = []
    for document in documents:
        pieces = recognise(document)
        kind = max(pieces, key=lambda piece: piece.confidence).kind
        found.append(Source(document, kind, blocks(document)))
    rank = {kind: number for number, kind in enumerate(AUTHORITY)}
    return Sources(tuple(sorted(found, key=lambda source: rank.get(source.kind, len(rank)))))
