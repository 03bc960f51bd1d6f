"""Reads the sentences and items of a document: what each asks, and which list it opens or closes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.consultation.blocks import Block
from checker.consultation.requirements.asked import (
    BY_NATURE,
    HOLDERS,
    LISTING_CONTENTS,
    Asked,
    demanded,
    listed,
    returned,
    split,
)
from checker.consultation.requirements.attributes import CONDITIONAL, OPTIONAL, REQUIRED, Duty, duty
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
from checker.consultation.requirements.standing import STANDING, up_to_date
from checker.consultation.requirements.state import State, mark
from checker.consultation.requirements.texts import Passage, opening, passage, pieces, without_parentheses
from checker.consultation.requirements.vocabulary import OTHER, mentions, signal, wordings
from checker.consultation.requirements.zones import (
    AWARD,
    CANDIDATURE,
    CLOSED,
    OFFER,
    REPLY,
    heading_pile,
)

WHOLE_LIST = 3  # documents that one sentence asks, from which it is the list of pieces of a letter
LISTED, TOLD, GUESSED = 0.95, 0.85, 0.7  # confidence in an item of a list, in a sentence, in a phrase out of any list


class PhraseReader:
    """Reads sentences; `whole` is False for a CCAP or an acte d'engagement, where only plain demands count."""

    def __init__(self, whole: bool) -> None:
        self.whole = whole
        self.now = State()
        self.topic = False  # whether the last paragraph spoke of the reply
        self.candidature = False  # whether a zone of the candidature was entered
        self.opener = ""  # the last line without a heading's number that opened a pile

    def _part(self, part: Passage, nominal: bool, block: Block, intro: bool) -> Iterator[Result]:
        """A sentence or the first words of an item."""
        bare = without_parentheses(part.low)
        if not self.whole and (details := signal("bank_details").search(part.low)):
            yield made(Asked("rib", part.part(details.start(), details.end())), Duty(), OFFER, TOLD)
        if self.whole and (chosen := european(part, self._pile(bare))) is not None:
            yield from chosen
            return
        denied = negated(bare)
        if intro:
            yield from self._intro(part, bare, denied, block)
            return
        if denied:
            return
        if self.now.open and nominal and self.now.listing and (named := signal("item_pile").match(part.low)):
            self.now.pile = CANDIDATURE if named["pile"] == "candidature" else OFFER
            yield from self._inline(part.part(named.end()))
            return
        colon = part.low.find(": ")
        if colon > 0 and self._announces(part.low[: colon + 1]):
            yield from self._inline(part.part(colon + 1))
        elif nominal and (found := list(self._nominal(part, block))):
            yield from found
        else:
            yield from self._sentence(part, bare)

    def _nominal(self, part: Passage, block: Block) -> Iterator[Result]:
        """An item of an open list; out of any list, a document said « accepté et signé » all the same."""
        if self.now.listing and self.now.open:
            if block.nature == "item" or not spoken(part.low):
                item = block.nature == "item" or opening(block.text.strip()) > 0
                found = listed(part, self.now.free and item) or (split(part) if item else [])
                yield from self._results(found if block.nature == "item" else returned(found, part.low))
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
        self.now.choice = bool(signal("choice").search(low))
        return (named or heading_pile(low)) not in (None, CLOSED)

    def _inline(self, rest: Passage, free: bool = False) -> Iterator[Result]:
        """Pieces told one after the other, separated by full stops, semicolons, dashes, numbers or letters."""
        self.now.inline = True
        for piece in pieces(rest):
            yield from self._piece(piece, free)

    def _piece(self, piece: Passage, free: bool) -> Iterator[Result]:
        """One piece of such an enumeration: the name of a document, else a sentence."""
        bare = without_parentheses(piece.low)
        if self.whole and (chosen := european(piece, self.now.pile)) is not None:
            yield from chosen
        elif not negated(bare):
            found = listed(piece, free) or split(piece)
            yield from self._results(found) if found else self._sentence(piece, bare)

    def _intro(self, part: Passage, bare: str, denied: bool, block: Block) -> Iterator[Result]:
        """A sentence that ends with a colon: it opens a list of pieces, a list of contents, or closes what was open."""
        if denied or signal("intro.dce").search(bare):
            self.now.listing, self.now.inside, self.now.header = False, None, None
            self.now.dce = not denied
            return
        named = self.now.listing and not spoken(part.low)
        found = listed(part.part(0, len(part.text.rstrip(" :"))), False) if named else []
        found = found or self._demanded(part, bare)
        if all(one.kind == OTHER for one in found) and asks(bare):
            found = []  # « les documents de l'article R. 2143-7 : » are those below
        holder = next((one for one in reversed(mentions(part.low)) if one.kind in LISTING_CONTENTS), None)
        if (
            (block.nature == "item" or opening(block.text.strip()))
            and not found
            and (first := listed(passage(block), False))
            and first[0].kind in HOLDERS
        ):
            self.now.inside, self.now.own = (first[0].kind, ""), mark(block)
            return
        joined = signal("with_others").search(bare.rstrip())
        holds = not joined and (
            holder and signal("contents").search(part.low, holder.end) or (found and found[-1].kind in HOLDERS)
        )
        if holds:
            self.now.inside = (holder.kind if holder else OTHER, "")
            self.now.own = mark(block) if block.nature == "item" else ""
        nouns = signal("nouns").search(bare)
        if found:
            yield from self._results(found, None if self.now.listing else part)
        elif self.now.inside is None and asks(bare) and (nouns or self._goes_on(bare)):
            self._begin(part, bare)
        elif (
            block.nature == "paragraph"
            and not (holds or nouns)
            and (spoken(part.low) or asks(bare) or signal("headings.closed").search(bare))
            and not signal("headings.complement").match(part.low)
            and len(bare.split()) > 3
        ):
            self.now.listing, self.now.inside = False, None

    def _goes_on(self, bare: str) -> bool:
        """Whether an introduction without « pièces » or « documents » opens a list: by its verb or by the open pile."""
        verb = signal("verbs.active").search(bare)
        other = signal("headings.closed").search(bare[: verb.start() if verb else None])
        under_way = (self.now.open and self.now.listing) or (self.whole and self._of_reply(bare))
        if under_way and not (other or signal("judged").search(bare)):
            return True
        return bool(signal("intro.bare").search(bare))

    def _of_reply(self, bare: str) -> bool:
        """Whether a sentence speaks of the reply, by its name or by a pronoun after a sentence that named it."""
        return bool(signal("reply").search(bare) or (self.topic and signal("pronoun").match(bare)))

    def _begin(self, part: Passage, bare: str) -> None:
        """Opens a list of pieces."""
        pile = self._pile(bare) or (REPLY if self.whole and self._of_reply(bare) else None)
        if pile not in (None, CLOSED):
            self.now.pile, self.now.listing, self.now.free, self.now.inside = pile, True, True, None
            self.now.condition = leading_condition(part)
            self.now.choice = bool(signal("choice").search(bare))

    def _sentence(self, part: Passage, bare: str) -> Iterator[Result]:
        """A sentence of prose: it must demand, and say or inherit its pile."""
        pile = self._pile(bare)
        if (later := signal("later").search(bare)) and not signal("returned").search(bare, later.end()):
            return
        if pile in (None, CLOSED):
            yield from self._apart(part, bare)
            return
        found = self._demanded(part, bare)
        if pile == AWARD and not executing(bare) and all(one.kind not in STANDING for one in found):
            found = found + up_to_date(part)
        for asked in found:
            contract = wordings()[asked.kind].pile == AWARD or asked.kind in ("rc_pro", "decennale", "rib")
            if (self.whole or contract) and (asked.kind != OTHER or pile == AWARD):
                yield made(asked, self._duty(asked, part), pile, TOLD)

    def _apart(self, part: Passage, bare: str) -> Iterator[Result]:
        """A sentence outside any pile: what belongs to the tender by nature, such as a DC4, or a whole list of pieces."""
        if self.whole and signal("reply").search(bare):
            found = self._demanded(part, bare)
            if len({one.kind for one in found} - {OTHER}) < WHOLE_LIST:
                found = [one for one in found if one.kind in BY_NATURE]
            yield from (made(one, self._duty(one, part), None, GUESSED) for one in found)

    def _demanded(self, part: Passage, bare: str) -> list[Asked]:
        """The documents a sentence demands for the tender; the CCAP of the buyer only when it must come back signed."""
        if executing(bare):
            return []
        return returned(demanded(part), part.low)

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
            said = signal("signing").sub(
                " ", asked.words.low
            )  # « à compléter, signé par l'attributaire » is due with the bid
            pile = AWARD if signal("at_award").search(said) else self.now.pile
            yield made(asked, self._duty(asked, sentence), pile, confidence)

    def _duty(self, asked: Asked, sentence: Passage | None) -> Duty:
        """The qualities of a document, the condition of its list added."""
        found = duty(asked, sentence)
        if self.now.choice and found.obligation == REQUIRED:
            return replace(found, obligation=OPTIONAL)
        if self.now.condition and found.obligation == REQUIRED:
            return replace(found, obligation=CONDITIONAL, condition=self.now.condition)
        return found
