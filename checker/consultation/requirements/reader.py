"""Goes once over the blocks of a document and gives each document it asks for, with its pile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.consultation.blocks import LONGEST_HEADING, TITLE, Block
from checker.consultation.readers.boxes import has_ticks, ticked
from checker.consultation.requirements import tables
from checker.consultation.requirements.asked import ALONE, HOLDABLE, HOLDERS, listed
from checker.consultation.requirements.made import Result, made
from checker.consultation.requirements.phrases import LISTED, PhraseReader
from checker.consultation.requirements.prose import clauses, spoken
from checker.consultation.requirements.state import State
from checker.consultation.requirements.texts import Passage, passage, pieces, sentences
from checker.consultation.requirements.vocabulary import OTHER, mentions, signal
from checker.consultation.requirements.zones import (
    AWARD,
    CANDIDATURE,
    CLOSED,
    OFFER,
    REPLY,
    heading_pile,
    holder_of,
    is_part,
    zone_of,
)

_LABEL = re.compile(r"([^.:;]{3,60}) ?: (?=\S)")  # « Contenu de l'offre : »
LONGEST_CELL = 120  # characters of a paragraph that may be a row whose other cells are empty
LONGEST_NAME = 220  # characters of a paragraph that may be the mere name of a document


def _may_be_a_title(words: str) -> bool:
    """Whether a line is short and no sentence, unless it asks « Que doit contenir votre dossier ? »."""
    low = words.rstrip(" .")
    if len(low) > 120 or (len(low) > 75 and not low.endswith(":")):
        return False
    if spoken(low) and not signal("headings.question").search(low):
        return False
    if low.endswith((";", ",")) or signal("verbs.passive").search(low):
        return False
    return not (words.endswith(".") and len(low.split()) > 4)


def _ticked(block: Block) -> Block:
    """The block without what stands beside the empty boxes of a form."""
    return replace(block, text=ticked(block.text), cells=tuple(map(ticked, block.cells)))


class Reader(PhraseReader):
    """Reads one document; `whole` is False for a CCAP or an acte d'engagement, where only plain demands count."""

    def read(self, blocks: tuple[Block, ...]) -> Iterator[Result]:
        """The documents asked, in order, each with its pile."""
        form = has_ticks("\n".join(block.text for block in blocks))
        for block in map(_ticked, blocks) if form else blocks:
            if signal("footer").search(block.folded) and len(block.text) < LONGEST_HEADING:
                continue
            self._place(block)
            if block.nature != "row":
                lone = block.nature == "paragraph" and len(block.text) <= LONGEST_CELL and block.text[-1] not in ".:"
                self.now.in_table, self.now.header = False, self.now.header if lone else None
            if block.nature == "row":
                yield from self._row(block)
            elif block.nature == "heading":
                yield from self._heading(block)
            else:
                yield from self._text(block)

    def _place(self, block: Block) -> None:
        """Follows the headings."""
        if block.path != self.now.path:
            self.now = State(path=block.path, pile=self._entered(zone_of(block.path), block.path[-1:]))
            self.now.listing = self.now.free = self.now.open
            if holder := holder_of(block.path, HOLDERS):
                self.now.inside = (holder, "*")

    def _heading(self, block: Block) -> Iterator[Result]:
        """A heading may be a numbered item of a list of pieces."""
        if not self.now.listing:
            if len(block.text) > LONGEST_HEADING:  # « 2.4 Insertion : le candidat complète… » runs on over lines
                yield from self._text(replace(block, nature="paragraph"))
            return
        words, pile = passage(block), heading_pile(block.text)
        found = listed(words, bool(signal("heads.document").match(words.low)))
        named = pile == CLOSED and self.now.pile != REPLY and len(words.low.split()) > 1  # « II.3 Bordereau des prix »
        if named or pile is None or (pile == CANDIDATURE and found and found[0].kind in ("dc1", "dc2", OTHER)):
            yield from self._results(found)
        elif pile == CANDIDATURE and (colon := words.low.find(": ")) > 0:
            self.now.pile = pile
            yield from self._results(listed(words.part(colon + 1), False))

    def _opens(self, words: Passage, block: Block) -> bool:
        """A short line that names a pile, such as « Pièces de l'offre : », opens it; another matter closes it."""
        low = words.low.rstrip(" .")
        if not self.whole or not _may_be_a_title(words.low):
            return False
        pile = heading_pile(words.text)
        numbered = block.marker.startswith("#")
        if pile is None or (block.nature == "item" and not numbered and pile in (CLOSED, REPLY)):
            return False
        if pile == CLOSED and (signal("headings.complement").match(low) or signal("headings.indefinite").match(low)):
            return False
        if pile == CLOSED and not (
            low.endswith(":")
            or numbered
            or words.text.isupper()
            or block.marker == TITLE
            or signal("headings.never").search(low)
        ):
            return False
        part = is_part(words.text) and (low.endswith(":") or numbered or block.marker == TITLE)
        if listed(words, False) and (pile != CLOSED or self.now.listing) and not part:
            return False
        if is_part(words.text) and (
            zone_of(block.path) == CANDIDATURE or (self.now.pile == CANDIDATURE and "candidature" in self.opener)
        ):
            pile = CANDIDATURE
        elif pile != CLOSED:
            self.opener = low
        pile = self._entered(pile, (words.low,))
        self.now = State(path=self.now.path, pile=pile, listing=pile != CLOSED, free=pile != CLOSED)
        return True

    def _entered(self, pile: str | None, heading: tuple[str, ...]) -> str | None:
        """The pile entered; « présentation des offres » after that of the candidatures speaks of the offer alone."""
        if not self.whole:
            return None
        if pile == REPLY and self.candidature and any(word in heading[-1].lower() for word in ("offre", "proposition")):
            return OFFER
        self.candidature |= pile == CANDIDATURE
        return pile

    def _row(self, block: Block) -> Iterator[Result]:
        """A row of a table of pieces."""
        cells = block.cells
        if not self.now.in_table:
            self.now.in_table = True
            made_header = tables.header(cells)
            if made_header and not any(listed(passage(block, cell), False) for cell in cells):
                self.now.inside, self.now.header = None, made_header
                if part := tables.again(cells, made_header):
                    self.now.pile, self.now.listing = part[1], True
                return
        head = self.now.header
        if (part := tables.again(cells, head)) and not (head and head.piles):
            self.now = replace(self.now, header=part[0], pile=part[1], listing=True, inside=None)
            return
        if told := tables.columns(cells, head):
            for cell, column in told:
                for asked in listed(passage(block, cell), True):
                    yield made(asked, self._duty(asked, None), column, LISTED)
            return
        if lined := tables.beside(cells, head):
            self.now.pile, self.now.listing = lined[0], True
            yield from self._inline(passage(block, lined[1]), True)
            return
        place = tables.document_cell(cells, head)
        if place is None or (head and head.foreign):
            return
        words = next(sentences(passage(block, cells[place])))
        if sum(map(bool, cells)) == 1 and self._opens(words, block):
            self.now.in_table = True
            return
        pile = tables.pile_cell(cells, head, place) or self.now.pile
        of_pieces = bool(head and head.of_pieces)
        if pile in (None, CLOSED) or not (self.now.listing or of_pieces):
            return
        for asked in listed(words, of_pieces or (self.now.free and self.now.pile != REPLY)):
            yield made(asked, tables.refined(self._duty(asked, None), cells, head, place), pile, LISTED)

    def _text(self, block: Block) -> Iterator[Result]:
        """A paragraph or an item."""
        words = passage(block)
        self.now.dce &= block.nature == "item"
        if not words.text or self.now.dce or self._opens(words, block):
            return
        if block.nature == "item" and self.now.content(block):
            yield from self._held(words)
            return
        if block.nature == "paragraph" and len(words.text) > 60:
            self.now.inside = None
        self.now.said, self.now.inline = None, False
        if self.whole and (others := signal("others").match(words.low)):
            self.now = State(path=self.now.path, pile=REPLY, listing=True, free=True)
            words = words.part(others.end())
        if self.whole and (lead := signal("leads").match(words.low)):
            yield from self._section(words.part(lead.end()))
            return
        if self.whole and (label := self._labelled(words)):
            yield from self._inline(words.part(label))
            return
        if self.now.section and block.nature == "paragraph" and not re.match(r"(?!lots? )[^.;]{3,60} : ", words.low):
            yield from self._told(words)
            return
        self.now.section = False
        if self.now.listing and self.now.open and len(signal("in_a_row").findall(words.text)) >= 2:
            yield from self._inline(words, self.now.free)
        else:
            yield from self._sentences(words, block)

    def _labelled(self, words: Passage) -> int:
        """Opens the pile of « Contenu de l'offre : acte d'engagement, … »; where its pieces begin, 0 if there is none."""
        label = _LABEL.match(words.low)
        pile = heading_pile(label[1]) if label and not spoken(label[1]) and not mentions(label[1]) else None
        if not label or pile not in (CANDIDATURE, OFFER, AWARD):
            return 0
        if not any(listed(piece, False) for piece in pieces(words.part(label.end()))):
            return 0
        self.now = State(path=self.now.path, pile=pile, listing=True, free=True)
        return label.end()

    def _sentences(self, words: Passage, block: Block) -> Iterator[Result]:
        """The sentences of a paragraph or an item, one after the other."""
        parts = [clause for sentence in sentences(words) for clause in clauses(sentence)]
        for index, part in enumerate(parts):
            short = len(part.text) < LONGEST_NAME or (self.now.listing and part.text[:1].islower())  # after a colon
            nominal = (index == 0 and (block.nature == "item" or short)) or self.now.inline
            intro = index == len(parts) - 1 and part.text.rstrip().endswith(":")
            yield from self._part(part, nominal, block, intro)
            self.topic = bool(signal("reply").search(part.low) or signal("offer").search(part.low))

    def _section(self, rest: Passage) -> Iterator[Result]:
        """A section of a notice that lists the pieces of the candidature, up to the minimum levels."""
        self.now = State(path=self.now.path, pile=CANDIDATURE, listing=True, free=True)
        self.now.section = True
        yield from self._told(rest)

    def _told(self, rest: Passage) -> Iterator[Result]:
        """What a section tells, the sentence on its minimum levels left out."""
        level = signal("levels").search(rest.low)
        yield from self._inline(rest.part(0, level.start() if level else None))
        after = re.search(r"\.\s+(?=[A-ZÀ-Ý])", rest.text[level.end() :]) if level else None
        if level and after:
            yield from self._inline(rest.part(level.end() + after.end()))

    def _held(self, words: Passage) -> Iterator[Result]:
        """An item of the contents of a document: a document that stands alone ends them, others are held."""
        found = listed(words, False)
        if found and found[0].kind in ALONE and found[0].kind not in HOLDERS:
            self.now.inside = None
            yield from self._results(found)
            return
        holder = self.now.inside[0] if self.now.inside else OTHER
        pile = OFFER if self.now.pile == REPLY else self.now.pile
        for one in found:
            if one.kind in HOLDABLE:
                held = replace(one, inside=holder)
                yield made(held, self._duty(held, None), pile, LISTED)
