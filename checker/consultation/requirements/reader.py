"""Goes once over the blocks of a document and gives each document it asks for, with its pile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.consultation.blocks import Block
from checker.consultation.requirements import tables
from checker.consultation.requirements.asked import ALONE, HOLDERS, Asked, demanded, listed
from checker.consultation.requirements.attributes import CONDITIONAL, REQUIRED, Duty, duty
from checker.consultation.requirements.european import european
from checker.consultation.requirements.made import Result, made
from checker.consultation.requirements.prose import (
    asks,
    executing,
    hinted_pile,
    leading_condition,
    named_pile,
    negated,
    spoken,
)  # fmt: skip
from checker.consultation.requirements.state import State
from checker.consultation.requirements.texts import Passage, opening, passage, sentences, without_parentheses
from checker.consultation.requirements.vocabulary import OTHER, mentions, signal, wordings
from checker.consultation.requirements.zones import AWARD, CANDIDATURE, CLOSED, OFFER, REPLY, heading_pile, zone_of
from checker.folding import fold

LISTED, TOLD, GUESSED = 0.95, 0.85, 0.7  # confidence in an item of a list, in a sentence, in a phrase out of any list
_CUT = re.compile(r";\s*|\s?//\s?|\s?[-–•*]\s+(?=\S{4})|\s(?=\d{1,2}\s?[.)°/-]+\s?[A-Z])|\.(?=\d\s?[/)°])")
_HOLDABLE = frozenset(
    ("planning", "fiches_techniques", "cv_titres", "plan_qualite_env", "references", "annexe_environnement")
)
_BY_NATURE = frozenset(("dc4", "certificat_visite", "engagement_tiers", "habilitation_mandataire", "pouvoir_signataire", "echantillons", "variante"))
_LISTING_CONTENTS = (*HOLDERS, "references", "dpgf", "planning")


class Reader:
    """Reads one document; `whole` is False for a CCAP or an acte d'engagement, where only plain demands count."""

    def __init__(self, whole: bool) -> None:
        self.whole = whole
        self.now = State()

    def read(self, blocks: tuple[Block, ...]) -> Iterator[Result]:
        """The documents asked, in order, each with its pile."""
        for block in blocks:
            self._place(block)
            if block.nature != "row":
                self.now.in_table, self.now.header = False, None
            if block.nature == "row":
                yield from self._row(block)
            elif block.nature == "heading":
                yield from self._heading(block)
            else:
                yield from self._text(block)

    def _place(self, block: Block) -> None:
        """Follows the headings."""
        if block.path != self.now.path:
            self.now = State(path=block.path, pile=zone_of(block.path) if self.whole else None)
            self.now.listing = self.now.free = self.now.open
            if holder := _holder_of(block.path):
                self.now.inside = (holder, "*")

    def _heading(self, block: Block) -> Iterator[Result]:
        """A heading may be a numbered item of a list of pieces."""
        if self.now.listing and heading_pile(block.text) is None:
            yield from self._results(listed(passage(block), False))

    def _opens(self, words: Passage, block: Block) -> bool:
        """A short line that names a pile, such as « Pièces de l'offre : », opens it; one that names another matter closes."""
        low = words.low.rstrip(" .")
        if not self.whole or len(low) > 120 or (len(low) > 75 and not low.endswith(":")) or spoken(low):
            return False
        if low.endswith((";", ",")) or signal("verbs.passive").search(low):
            return False
        if words.low.endswith(".") and len(low.split()) > 4:
            return False
        pile = heading_pile(words.text)
        numbered = block.marker.startswith("#")
        if pile is None or (block.nature == "item" and not numbered and pile in (CLOSED, REPLY)):
            return False
        if pile == CLOSED and not (low.endswith(":") or numbered or signal("headings.never").search(low)):
            return False
        if listed(words, False) and (pile != CLOSED or self.now.listing):
            return False
        self.now = State(path=self.now.path, pile=pile, listing=pile != CLOSED, free=pile != CLOSED)
        return True

    def _row(self, block: Block) -> Iterator[Result]:
        """A row of a table of pieces."""
        cells = block.cells
        if not self.now.in_table:
            self.now.in_table, self.now.header = True, tables.header(cells)
            if self.now.header and not listed(passage(block, cells[0]), False):
                self.now.inside = None
                return
            self.now.header = None
        head = self.now.header
        place = tables.document_cell(cells, head)
        if place is None or (head and head.foreign):
            return
        words = next(sentences(passage(block, cells[place])))
        if sum(map(bool, cells)) == 1 and self._opens(words, block):
            self.now.in_table = True
            return
        pile = tables.pile_cell(cells, place) or self.now.pile
        of_pieces = bool(head and head.of_pieces)
        if pile in (None, CLOSED) or not (self.now.listing or of_pieces):
            return
        for asked in listed(words, of_pieces or (self.now.free and self.now.pile != REPLY)):
            yield made(asked, tables.refined(self._duty(asked, None), cells, head, place), pile, LISTED)

    def _text(self, block: Block) -> Iterator[Result]:
        """A paragraph or an item."""
        words = passage(block)
        if not words.text or self._opens(words, block):
            return
        if block.nature == "item" and self.now.content(block.marker):
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
        parts = list(sentences(words))
        for index, part in enumerate(parts):
            nominal = (index == 0 and (block.nature == "item" or len(part.text) < 220)) or self.now.inline
            intro = index == len(parts) - 1 and part.text.rstrip().endswith(":")
            yield from self._part(part, nominal, block, intro)

    def _section(self, rest: Passage) -> Iterator[Result]:
        """A section of a notice that lists the pieces of the candidature, up to the minimum levels."""
        self.now = State(path=self.now.path, pile=CANDIDATURE, listing=True, free=True)
        level = signal("levels").search(rest.low)
        yield from self._inline(rest.part(0, level.start() if level else None))

    def _held(self, words: Passage) -> Iterator[Result]:
        """An item of the contents of a document: only a document that stands alone ends it, others are held by the first."""
        found = listed(words, False)
        if found and found[0].kind in ALONE and found[0].kind not in HOLDERS:
            self.now.inside = None
            yield from self._results(found)
            return
        holder = self.now.inside[0] if self.now.inside else OTHER
        pile = OFFER if self.now.pile == REPLY else self.now.pile
        for one in found:
            if one.kind in _HOLDABLE:
                held = replace(one, inside=holder)
                yield made(held, self._duty(held, None), pile, LISTED)

    def _part(self, part: Passage, nominal: bool, block: Block, intro: bool) -> Iterator[Result]:
        """A sentence or the first words of an item."""
        bare = without_parentheses(part.low)
        if self.whole and (chosen := european(part, self._pile(bare))) is not None:
            yield from chosen
            return
        denied = negated(bare)
        if intro:
            yield from self._intro(part, bare, denied, block)
            return
        if denied:
            return
        colon = part.low.find(": ")
        if colon > 0 and (not nominal or self.now.open and self.now.listing) and self._announces(part.low[: colon + 1]):
            yield from self._inline(part.part(colon + 1))
        elif nominal and (found := list(self._nominal(part, block))):
            yield from found
        else:
            yield from self._sentence(part, bare)

    def _nominal(self, part: Passage, block: Block) -> Iterator[Result]:
        """An item of an open list; out of any list, a document said « accepté et signé » all the same."""
        if self.now.listing and self.now.open:
            if block.nature == "item" or not spoken(part.low):
                yield from self._results(listed(part, self.now.free and block.nature == "item"))
        elif self.whole and self.now.pile is None and signal("handed").search(part.low) and not spoken(part.low):
            found = [one for one in listed(part, False) if wordings()[one.kind].pile == OFFER]
            yield from self._results(found, confidence=GUESSED)

    def _announces(self, lead: str) -> bool:
        """Whether the words before a colon announce pieces that follow in the same block; keeps the pile they name."""
        low = lead.rstrip(" :")
        if not asks(low) or mentions(low):
            return False
        named = self._pile(lead)
        if named in (CANDIDATURE, OFFER, AWARD):
            self.now.pile = named
        return (named or heading_pile(low)) not in (None, CLOSED)

    def _inline(self, rest: Passage) -> Iterator[Result]:
        """Pieces told one after the other, separated by full stops, semicolons, dashes or numbers."""
        self.now.inline = True
        for sentence in sentences(rest):
            start = 0
            for cut in [*_CUT.finditer(sentence.text), None]:
                piece = sentence.part(start, cut.start() if cut else None)
                piece = piece.part(opening(piece.text))
                start = cut.end() if cut else start
                if piece.text:
                    yield from self._piece(piece)

    def _piece(self, piece: Passage) -> Iterator[Result]:
        """One piece of such an enumeration: the name of a document, else a sentence."""
        bare = without_parentheses(piece.low)
        if self.whole and (chosen := european(piece, self.now.pile)) is not None:
            yield from chosen
        elif not negated(bare):
            found = listed(piece, False)
            yield from self._results(found) if found else self._sentence(piece, bare)

    def _intro(self, part: Passage, bare: str, denied: bool, block: Block) -> Iterator[Result]:
        """A sentence that ends with a colon: it opens a list of pieces, a list of contents, or closes what was open."""
        if denied or signal("intro.dce").search(bare):
            self.now.listing, self.now.inside, self.now.header = False, None, None
            return
        named = self.now.listing and not spoken(part.low)
        found = listed(part.part(0, len(part.text.rstrip(" :"))), False) if named else []
        found = found or self._demanded(part, bare)
        holder = next((one for one in reversed(mentions(part.low)) if one.kind in _LISTING_CONTENTS), None)
        if (holder and signal("contents").search(part.low, holder.end)) or (found and found[-1].kind in HOLDERS):
            self.now.inside = (holder.kind if holder else OTHER, "")
        nouns = signal("nouns").search(bare)
        if found:
            yield from self._results(found, None if self.now.listing else part)
        elif self.now.inside is None and asks(bare) and (nouns or signal("intro.bare").search(bare)):
            self._begin(part, bare)
        elif block.nature == "paragraph" and not nouns:
            self.now.listing, self.now.inside = False, None

    def _begin(self, part: Passage, bare: str) -> None:
        """Opens a list of pieces."""
        pile = self._pile(bare)
        if pile not in (None, CLOSED):
            self.now.pile, self.now.listing, self.now.free, self.now.inside = pile, True, True, None
            self.now.condition = leading_condition(part)

    def _sentence(self, part: Passage, bare: str) -> Iterator[Result]:
        """A sentence of prose: it must demand, and say or inherit its pile."""
        pile = self._pile(bare)
        if (later := signal("later").search(bare)) and not signal("returned").search(bare, later.end()):
            return
        if pile in (None, CLOSED):
            yield from self._apart(part, bare)
            return
        for asked in self._demanded(part, bare):
            contract = wordings()[asked.kind].pile == AWARD or asked.kind in ("rc_pro", "decennale", "rib")
            if (self.whole or contract) and (asked.kind != OTHER or pile == AWARD):
                yield made(asked, self._duty(asked, part), pile, TOLD)

    def _apart(self, part: Passage, bare: str) -> Iterator[Result]:
        """A sentence outside any pile: only what belongs to the tender by nature, such as the DC4 of a subcontractor."""
        if self.whole and signal("reply").search(bare):
            found = [one for one in self._demanded(part, bare) if one.kind in _BY_NATURE]
            yield from (made(one, self._duty(one, part), None, GUESSED) for one in found)

    def _demanded(self, part: Passage, bare: str) -> list[Asked]:
        """The documents a sentence demands for the tender; the CCAP of the buyer only when it must come back signed."""
        if executing(bare):
            return []
        return [one for one in demanded(part) if one.kind != "ccap_signe" or signal("handed").search(part.low)]

    def _pile(self, bare: str) -> str | None:
        """The pile a sentence speaks of, else the one that is open."""
        if named := named_pile(bare):
            self.now.said = named
            return named
        if self.now.open and self.now.pile != REPLY:
            return self.now.pile
        if self.now.said or self.now.pile == REPLY:
            return self.now.said or hinted_pile(bare) or REPLY
        return hinted_pile(bare) if self.whole else None

    def _results(
        self, found: list[Asked], sentence: Passage | None = None, confidence: float = LISTED
    ) -> Iterator[Result]:
        for asked in found:
            pile = AWARD if signal("at_award").search(asked.words.low) else self.now.pile
            yield made(asked, self._duty(asked, sentence), pile, confidence)

    def _duty(self, asked: Asked, sentence: Passage | None) -> Duty:
        """The qualities of a document, the condition of its list added."""
        found = duty(asked, sentence)
        if self.now.condition and found.obligation == REQUIRED:
            return replace(found, obligation=CONDITIONAL, condition=self.now.condition)
        return found


def _holder_of(path: tuple[str, ...]) -> str | None:
    """The document whose contents a heading announces: « Contenu du mémoire technique »."""
    if not path or heading_pile(path[-1]) is not None:
        return None
    named = mentions(fold(path[-1]))
    return named[0].kind if len(named) == 1 and named[0].kind in HOLDERS else None
