"""The buyer's documents as lines in plain letters that still point to the verbatim words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from checker.consultation.blocks import Block
from checker.consultation.readers.boxes import has_ticks, ticked
from checker.consultation.readers.lines import own_lines
from checker.consultation.sources import Source, Sources
from checker.evidence import Evidence, Found
from checker.folding import fold_keeping_length

PRICES = ("bpu", "dqe", "dpgf", "devis", "cadre_prix_vierge")
_SENTENCE_END = re.compile(r"[.!?;]\s+(?=[A-ZÀ-Ý«•☐☑☒\-–])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:art|mm?|mme|n|no|cf|ex|etc|tel|r|l|d|av|ref|proc|max|min|env|st|ste)|[a-z0-9]\.[a-z])$"
)
T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """A block of a document; `plain` has one plain letter for each character of its text, `at` is its rank."""

    block: Block
    plain: str
    at: int
    ticked: str  # the same without what stands beside empty check boxes

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """The cells of a row in plain letters; () elsewhere."""
        return tuple(fold_keeping_length(cell) for cell in self.block.cells)

    @cached_property
    def place(self) -> str:
        """The headings above, in plain letters."""
        return self.block.place

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Where each sentence begins and ends."""
        start = 0
        for end in _SENTENCE_END.finditer(self.block.text):
            if end[0].startswith(".") and _ABBREVIATION.search(self.plain[start : end.start()]):
                continue
            yield start, end.start() + 1
            start = end.end()
        yield start, len(self.plain)

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence that holds a position."""
        return next(((a, b) for a, b in self.sentences() if a <= position < b), (0, len(self.plain)))

    def evidence(self, start: int = 0, end: int | None = None) -> Evidence:
        """The verbatim words between two positions."""
        return self.block.evidence(self.block.text[start:end].strip() or None)

    def around(self, position: int) -> Evidence:
        """The verbatim sentence that holds a position."""
        return self.evidence(*self.sentence_at(position))


@dataclass(frozen=True, eq=False)
class Paper:
    """One document of the buyer: its lines, and all its text in plain letters, repeated headers and footers included."""

    source: Source

    @property
    def kind(self) -> str:
        """The kind of document."""
        return self.source.kind

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The blocks in reading order."""
        made, form = [], has_ticks(self.plain)
        for number, block in enumerate(own_lines(self.source.document, self.source.blocks)):
            plain = fold_keeping_length(block.text)
            made.append(Line(block, plain, number, ticked(plain) if form else plain))
        return tuple(made)

    @cached_property
    def plain(self) -> str:
        """Everything written in the document, in plain letters."""
        return fold_keeping_length(self.source.document.text)

    def after(self, line: Line, count: int) -> tuple[Line, ...]:
        """The lines that follow one."""
        return self.lines[line.at + 1 : line.at + 1 + count]

    def before(self, line: Line, count: int) -> tuple[Line, ...]:
        """The lines just above one, the nearest last."""
        return self.lines[max(0, line.at - count) : line.at]


@dataclass(frozen=True)
class Papers:
    """All documents that may state a fact of the procedure, the one that rules first; price sheets are left out."""

    all: tuple[Paper, ...]

    def first(self, read: Callable[[Paper], T | None], but: tuple[str, ...] = ()) -> T | None:
        """What the first document that is not silent says."""
        return next((found for paper in self.but(but) if (found := read(paper)) is not None), None)

    def each(self, read: Callable[[Paper], Found | None], but: tuple[str, ...] = ()) -> list[Found]:
        """What every document that is not silent says, to compare them."""
        return [found for paper in self.but(but) if (found := read(paper)) is not None]

    def but(self, kinds: tuple[str, ...]) -> tuple[Paper, ...]:
        """The documents without those of some kinds; all of them when no règlement nor notice is there to rule."""
        if not any(paper.kind in ("rc", "avis_marche") for paper in self.all):
            return self.all
        return tuple(paper for paper in self.all if paper.kind not in kinds)


def papers(sources: Sources) -> Papers:
    """The documents to read."""
    return Papers(tuple(Paper(source) for source in sources.all if source.kind not in PRICES and source.blocks))
