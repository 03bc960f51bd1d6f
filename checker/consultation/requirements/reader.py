"""Goes once over the blocks of a document and gives each document it asks for, with its pile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.consultation.blocks import Block
from checker.consultation.model import Requirement
from checker.consultation.requirements import tables
from checker.consultation.requirements.asked import HOLDERS, Asked, demanded, listed
from checker.consultation.requirements.attributes import CONDITIONAL, OPTIONAL, REQUIRED, Duty, condition_of, duty
from checker.consultation.requirements.texts import Passage, passage, quote, sentences, without_parentheses
from checker.consultation.requirements.vocabulary import OTHER, mentions, signal, wordings
from checker.consultation.requirements.zones import AWARD, CANDIDATURE, CLOSED, OFFER, REPLY, heading_pile, zone_of
from checker.evidence import Evidence
from checker.kinds import label

_EUROPEAN = re.compile(r"\b(?:e-?)?dume\b|document unique de marche")
_HANDED = re.compile(r"\b(?:accepte|complete|date|paraphe|signe|rempli|renseigne)e?s?\b")
_DEMANDS = re.compile(r"\b(?:produi\w+|fourni\w+|remet\w*|joi(?:nt|gn\w+|ndr\w+)|transmet\w*|compren\w+|comport\w+|contien\w+)\b[^.:]{0,40} ?:$")
_ONLY_LATER = re.compile(r"n.est (?:demande|exige|requis)\w* qu")


@dataclass(slots=True)
class _State:
    """Where the reading stands: the pile, whether a list of pieces is open, the list inside a document, the table."""

    path: tuple[str, ...] = ()
    pile: str | None = None
    listing: bool = False
    free: bool = False  # whether an item of no known kind counts
    condition: str | None = None
    inside: tuple[str, str] | None = None  # the holder of a list of contents, and the sign of its items ("" before the first)
    said: str | None = None  # the pile that a sentence of the block named
    header: tables.Header | None = None
    in_table: bool = False


Result = tuple[str, Requirement]


class Reader:
    """Reads one document; `whole` is False for a CCAP or an acte d'engagement, where only plain demands count."""

    def __init__(self, whole: bool) -> None:
        self.whole = whole
        self.now = _State()

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
            self.now = _State(path=block.path, pile=zone_of(block.path) if self.whole else None)
            last = block.path[-1].lower() if block.path else ""
            opened = self.now.pile not in (None, CLOSED)
            self.now.listing = opened
            self.now.free = opened and bool(re.search(signal("nouns").pattern, last) or heading_pile(block.path[-1]))

    def _heading(self, block: Block) -> Iterator[Result]:
        """A heading may be a numbered item of a list of pieces."""
        if self.now.listing and heading_pile(block.text) is None:
            yield from self._results(listed(passage(block), False), None)

    def _opens(self, words: Passage, block: Block) -> bool:
        """A short line that names a pile, such as « Pièces de l'offre : », opens it."""
        low = words.low.rstrip(" .")
        if len(low) > 120 or (len(low) > 75 and not low.endswith(":")) or not self.whole or _spoken(low):
            return False
        if low.endswith((";", ",")) or signal("verbs.passive").search(low):
            return False
        if words.low.endswith(".") and len(low.split()) > 4:
            return False
        pile = heading_pile(words.text)
        if pile is None or (listed(words, False) and pile != CLOSED):
            return False
        if block.nature == "item" and not block.marker.startswith("#") and pile in (CLOSED, REPLY):
            return False
        if pile == CLOSED and not (low.endswith(":") or block.marker.startswith("#") or signal("headings.never").search(low)):
            return False
        self.now = _State(path=self.now.path, pile=pile, listing=pile != CLOSED, free=pile != CLOSED)
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
        place = tables.document_cell(cells, self.now.header)
        if place is None or (self.now.header and self.now.header.foreign):
            return
        pile = self.now.pile
        for cell in cells:
            if len(cell) < 40 and cell and (named := heading_pile(cell)) in (CANDIDATURE, OFFER, AWARD) and cell != cells[place]:
                pile = named
        if len([cell for cell in cells if cell]) == 1 and self._opens(passage(block, cells[place]), block):
            self.now.in_table = True
            return
        if pile in (None, CLOSED) or not (self.now.listing or (self.now.header and self.now.header.of_pieces)):
            return
        words = next(sentences(passage(block, cells[place])))
        found = listed(words, bool(self.now.header and self.now.header.of_pieces) or self.now.free)
        for asked in found:
            yield from self._result(asked, tables.refined(self._duty(asked, None), cells, self.now.header, place), pile, 0.95)

    def _text(self, block: Block) -> Iterator[Result]:
        """A paragraph or an item."""
        words = passage(block)
        if not words.text:
            return
        if self._opens(words, block):
            return
        if block.nature == "item" and self._content(block):
            yield from self._held(words)
            return
        if block.nature == "paragraph" and self.now.inside and len(words.text) > 60:
            self.now.inside = None
        self.now.said = None
        parts = list(sentences(words))
        for index, part in enumerate(parts):
            last = index == len(parts) - 1
            nominal = index == 0 and (block.nature == "item" or len(part.text) < 220)
            yield from self._part(part, nominal, block, last and part.text.rstrip().endswith(":"))

    def _content(self, block: Block) -> bool:
        """Whether an item belongs to the list of what a document must contain."""
        if not self.now.inside:
            return False
        holder, marker = self.now.inside
        if not marker:
            self.now.inside = (holder, block.marker)
            return True
        if block.marker == marker:
            return True
        self.now.inside = None
        return False

    def _held(self, words: Passage) -> Iterator[Result]:
        """An item of such a list: only a document that stands alone ends it, other documents are held by the first."""
        from checker.consultation.requirements.asked import ALONE

        found = listed(words, False)
        if found and found[0].kind in ALONE and found[0].kind not in HOLDERS:
            self.now.inside = None
            yield from self._results(found, None)
            return
        holder = self.now.inside[0] if self.now.inside else OTHER
        yield from self._results([replace(one, inside=holder) for one in found if one.kind in _HOLDABLE], None)

    def _part(self, part: Passage, nominal: bool, block: Block, intro: bool) -> Iterator[Result]:
        """A sentence or the first words of an item."""
        bare = without_parentheses(part.low)
        inline = part.low.find(": ")
        if inline > 0 and "references requises" in part.low[:inline] and self._lists_inline(part.part(0, inline + 1)):
            yield from self._inline(part.part(inline + 1), part.part(0, inline + 1))
            return
        if _EUROPEAN.search(part.low) and self.whole and (european := self._european(part)) is not None:
            yield from european
            return
        negated = _negated(bare)
        if intro:
            yield from self._intro(part, bare, negated, block)
            return
        if negated:
            return
        if (colon := part.low.find(": ")) > 0 and not nominal and self._lists_inline(part.part(0, colon + 1)):
            yield from self._inline(part.part(colon + 1), part.part(0, colon + 1))
            return
        if nominal and (found := list(self._nominal(part, block))):
            yield from found
            return
        yield from self._sentence(part, bare)

    def _nominal(self, part: Passage, block: Block) -> Iterator[Result]:
        """An item of an open list; out of any list, a document said « accepté et signé » all the same."""
        if self.now.listing and self.now.pile not in (None, CLOSED):
            if (colon := part.low.find(": ")) > 0 and self._lists_inline(part.part(0, colon + 1)):
                yield from self._inline(part.part(colon + 1), part.part(0, colon + 1))
                return
            spoken = block.nature != "item" and _spoken(part.low)
            if not spoken:
                free = self.now.free and block.nature == "item"
                yield from self._results(listed(part, free), None)
        elif self.whole and self.now.pile is None and _HANDED.search(part.low) and not _spoken(part.low):
            yield from self._results([one for one in listed(part, False) if wordings()[one.kind].pile == OFFER], None, 0.7)

    def _lists_inline(self, lead: Passage) -> bool:
        """Whether the words before a colon announce pieces that follow in the same block; sets the pile they name."""
        low = lead.low.rstrip(" :")
        pile = heading_pile(lead.text)
        if self.whole and "references requises" in low and len(low) < 110:
            self.now = _State(path=self.now.path, pile=CANDIDATURE, listing=True, free=True)
            return True
        if not (signal("verbs.active").search(low) or signal("verbs.passive").search(low)):
            return False
        if mentions(low):
            return False
        named = self._pile(lead.low)
        if named in (CANDIDATURE, OFFER, AWARD):
            self.now.pile = named
        return (named or pile) not in (None, CLOSED)

    def _inline(self, rest: Passage, lead: Passage) -> Iterator[Result]:
        """Pieces told one after the other, separated by semicolons or dashes."""
        start = 0
        for cut in [*re.finditer(r";\s*|\s[-–•*]\s+|\s(?=\d\s?[.)°-]+\s[A-Za-z])|\.\s+(?=[A-Z])", rest.text), None]:
            piece = rest.part(start, cut.start() if cut else None)
            if piece.text:
                yield from self._results(listed(piece.part(_opening(piece.text)), False), None)
            start = cut.end() if cut else start

    def _intro(self, part: Passage, bare: str, negated: bool, block: Block) -> Iterator[Result]:
        """A sentence that ends with a colon: it opens a list of pieces, a list of contents, or closes what was open."""
        found = listed(part.part(0, len(part.text.rstrip(" :"))), False) if self.now.listing else []
        found = found or ([] if negated else self._demanded(part, bare))
        named = mentions(part.low)
        asks = signal("verbs.active").search(bare) or signal("verbs.passive").search(bare) or re.search(r"\ba (?:fournir|produire|remettre|joindre)", bare)
        pile = self._pile(part.low)
        if negated or signal("intro.dce").search(bare):
            self.now.listing, self.now.inside = False, None
            self.now.header = None
            return
        holder = next((one for one in reversed(named) if one.kind in (*HOLDERS, "references", "dpgf", "planning")), None)
        if holder and re.search(signal("contents").pattern, part.low[holder.end :]) or (found and found[-1].kind in HOLDERS):
            yield from self._emit(found, part)
            self.now.inside = (holder.kind if holder else OTHER, "")
            return
        if found:
            yield from self._emit(found, part)
            return
        short = _DEMANDS.search(bare)
        if asks and pile not in (None, CLOSED) and (short or re.search(signal("nouns").pattern, bare)):
            self.now.pile, self.now.listing, self.now.free, self.now.inside = pile, True, True, None
            self.now.condition = _leading_condition(part)
        elif block.nature == "paragraph" and not re.search(signal("nouns").pattern, bare):
            self.now.listing, self.now.inside = False, None

    def _demanded(self, part: Passage, bare: str) -> list[Asked]:
        if signal("execution").search(bare) and not signal("award").search(bare):
            return []
        return demanded(part)

    def _emit(self, found: list[Asked], part: Passage) -> Iterator[Result]:
        yield from self._results(found, None if self.now.listing else part)

    def _sentence(self, part: Passage, bare: str) -> Iterator[Result]:
        """A sentence of prose: it must demand, and say or inherit its pile."""
        pile = self._pile(part.low)
        if pile in (None, CLOSED) or _ONLY_LATER.search(bare):
            return
        found = self._demanded(part, bare)
        if not self.whole and pile != AWARD:
            found = []
        if not self.whole:
            found = [one for one in found if wordings()[one.kind].pile == AWARD or one.kind in ("rc_pro", "decennale", "rib")]
        for asked in found:
            yield from self._result(asked, self._duty(asked, part), pile, 0.85)

    def _pile(self, low: str) -> str | None:
        """The pile a sentence speaks of, else the one that is open."""
        bare = without_parentheses(low)
        if signal("award").search(bare):
            self.now.said = AWARD
            return AWARD
        strong = re.search(r"partie (candidature|offre)|appui de (?:sa|leur|la|votre) (candidature|offre)|(?:joint|jointe|insere|inseree|remis|remise|avec|dans)s? (?:a |dans |avec )?(?:l.|le pli contenant l.|son |sa |leur |votre )(candidature|offre)", bare)
        if strong:
            self.now.said = CANDIDATURE if "candidature" in strong.groups() else OFFER
            return self.now.said
        if self.now.pile not in (None, CLOSED, REPLY):
            return self.now.pile
        if self.now.said or self.now.pile == REPLY:
            return self.now.said or self.now.pile
        if not self.whole:
            return None
        if signal("offer").search(bare):
            return OFFER
        if re.search(r"\bcandidatures?\b", bare):
            return CANDIDATURE
        return None

    def _european(self, part: Passage) -> list[Result] | None:
        """A sentence on the DUME: accepted in place of DC1 and DC2, or asked."""
        if re.search(r"n.(?:est|a) pas (?:accepte|autorise|admis)|n.accept\w* pas|n.autorise\w* pas|refuse|purement declaratif", part.low):
            return []  # what is refused is not asked
        offered = signal("optional").search(part.low) or re.search(r"en lieu et place|remplac|sous (?:la )?forme|au moyen|accept|rempli|\bou\b|constituer|reutiliser", part.low)
        asked = demanded(part) if not offered else []
        if not offered and not asked:
            return None
        found = next((one for one in mentions(part.low) if one.kind == "dume"), None)
        if found is None or (others := [one for one in mentions(part.low) if one.kind in ("dc1", "dc2") and one.start < found.start]) and not offered:
            return None
        european = Asked("dume", part)
        results = list(self._result(european, Duty(obligation=OPTIONAL), CANDIDATURE, 0.9)) if offered else list(self._result(european, Duty(), CANDIDATURE, 0.8))
        if others and re.search(r"utilis|remplir|fournir|produire|remettre", part.low):
            for asked_too in demanded(part):
                if asked_too.kind != "dume":
                    results.extend(self._result(asked_too, self._duty(asked_too, part), CANDIDATURE, 0.85))
        return results

    def _results(self, found: list[Asked], sentence: Passage | None, confidence: float = 0.95) -> Iterator[Result]:
        for asked in found:
            yield from self._result(asked, self._duty(asked, sentence), self.now.pile, confidence)

    def _duty(self, asked: Asked, sentence: Passage | None) -> Duty:
        found = duty(asked, sentence)
        if self.now.condition and found.obligation == REQUIRED:
            return replace(found, obligation=CONDITIONAL, condition=self.now.condition)
        return found

    def _result(self, asked: Asked, qualities: Duty, pile: str | None, confidence: float) -> Iterator[Result]:
        """The requirement in its pile; a pile not said is that of the kind."""
        if pile in (None, REPLY, CLOSED):
            natural = wordings()[asked.kind].pile if asked.kind != OTHER else OFFER
            pile = CANDIDATURE if natural == AWARD else natural
        words = quote(asked.words.text)
        evidence = Evidence(asked.words.file, asked.words.page, words)
        yield (
            pile,
            Requirement(
                kind=asked.kind,
                as_worded=words,
                label=label(asked.kind) if asked.kind != OTHER else _short(words),
                obligation=qualities.obligation,
                evidence=evidence,
                confidence=confidence if asked.kind != OTHER else min(confidence, 0.7),
                condition=qualities.condition,
                alternative_to=(asked.instead_of,) if asked.instead_of else (),
                lots=qualities.lots,
                format=qualities.format,
                signed=qualities.signed,
                years=qualities.years,
                model_provided=qualities.model_provided,
            ),
        )


_HOLDABLE = frozenset(("planning", "fiches_techniques", "cv_titres", "plan_qualite_env", "references", "annexe_environnement", "effectifs"))


def _opening(text: str) -> int:
    found = re.match(r"\s*(?:[-–•*]|\(?[a-z0-9]{1,2}\s?[.)°]|o )\s*", text)
    return found.end() if found else 0


def _short(words: str) -> str:
    """A label for a document of no known kind: its first words."""
    first = re.split(r"[(;:,.]", words)[0].strip()
    return (first[:87].rsplit(" ", 1)[0] + "…") if len(first) > 90 else first[:1].upper() + first[1:]


def _negated(bare: str) -> bool:
    """Whether a sentence says that something is not demanded; what a condition denies does not count."""
    rest = signal("condition").sub(" ", bare)
    found = signal("negated").search(rest)
    return bool(found and not re.search(r"\bsignature|\bsignee?s?\b", rest[: found.end() + 15]))


def _spoken(low: str) -> bool:
    """Whether words make a sentence rather than the name of a document."""
    return bool(re.search(r"\b(?:est|sont|remet(?:tent)?|produi(?:t|sent)|fourni(?:t|ssent)|joignent|comprend|comporte|contient|sera|seront|doit|doivent|devra|devront|peut|peuvent|pourra|pourront|a ete|ont|fait|font|vaut|n.a)\b", without_parentheses(low)))


def _leading_condition(part: Passage) -> str | None:
    """The condition that opens an introduction and so governs its list."""
    found = signal("condition").match(part.low)
    if not found or re.search(r"groupement|chaque|capacite|lots?\b", found[0]) and "sous-trait" not in found[0]:
        return None
    return condition_of(part.part(0, found.end()))
