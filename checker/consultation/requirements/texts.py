"""A block as text with single spaces, its plain letters beside it, cut into sentences that know their page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.consultation.blocks import BULLET, Block
from checker.consultation.requirements.vocabulary import signal
from checker.folding import fold_keeping_length

_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Ý«►●•→])|(?<=[a-zà-ÿ0-9)]\.)(?=[A-ZÀ-Ý][a-zà-ÿ'])|\s+(?=[►●•→▪➢]\s?\S)")
_ABBREVIATED = re.compile(r"(?:\b(?:art|cf|ex|n|no|mme|mm|m|st|etc|ref|tel|al|[a-z])\.)$")
_PARENTHESIS = re.compile(r"\([^()]*\)?|\[[^\]]*\]?")
_CUT = re.compile(
    r";\s*|\s?//\s?|\s?[-–•*]\s+(?=\S{4})|\s(?=\d{1,2}\s?[.)°/-]+\s?[A-Z])|\.(?=\d\s?[/)°])|(?<=[,;:.])\s(?=[a-h]\)\s)"
)
# what joins a document to the next one and belongs to neither
_TAIL = re.compile(r"(?:\s+(?:et|ou|ainsi qu[e'’]|et/ou|avec|accompagnée?s? d|assortie?s? d|appuyée?s? d)|[\s/+,;:])+$")
LONGEST_QUOTE = 320


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a block: verbatim words with single spaces, the same in plain letters of the same length."""

    text: str
    low: str
    file: str
    page: int
    breaks: tuple[tuple[int, int], ...] = ()

    def page_at(self, offset: int) -> int:
        """The page of the character at `offset`."""
        return max((page for start, page in self.breaks if start <= offset), default=self.page)

    def part(self, start: int, end: int | None = None) -> Passage:
        """The words from `start` to `end`, without the blanks around them."""
        raw = self.text[start:end]
        start += len(raw) - len(raw.lstrip())
        end = start + len(raw.strip())
        breaks = tuple((max(0, place - start), page) for place, page in self.breaks if place < end)
        return Passage(self.text[start:end], self.low[start:end], self.file, self.page_at(start), breaks)


def passage(block: Block, text: str | None = None) -> Passage:
    """The block (or one of its cells) as a passage, without the sign that opens an item."""
    words = " ".join((block.text if text is None else text).split())
    breaks: tuple[tuple[int, int], ...] = ()
    if text is None:
        breaks = tuple((len(" ".join(block.text[:place].split())) + 1, page) for place, page in block.breaks)
    whole = Passage(words, fold_keeping_length(words), block.file, block.page, breaks)
    if text is not None and (sign := BULLET.match(words)):
        whole = whole.part(sign.end())
    if text is None and block.nature == "item":
        sign = BULLET.match(words)
        whole = whole.part(sign.end() if sign else 0)
    return whole.part(opening(whole.text))


def opening(text: str) -> int:
    """Where the words begin after a number such as « 5.1 - » or « a) »."""
    found = re.match(rf"\s*(?:{signal('heads.number').pattern})", text, re.I)
    return found.end() if found and found.end() < len(text) else 0


def sentences(whole: Passage) -> Iterator[Passage]:
    """The sentences of a passage."""
    start = 0
    for cut in _SENTENCE.finditer(whole.text):
        before = whole.low[start : cut.start()]
        if _ABBREVIATED.search(before) or before.count("(") > before.count(")"):
            continue
        if before.strip():
            yield whole.part(start, cut.start())
        start = cut.end()
    if whole.text[start:].strip():
        yield whole.part(start)


def pieces(whole: Passage) -> Iterator[Passage]:
    """The pieces of an enumeration: separated by full stops, semicolons, dashes, numbers or letters, without those signs."""
    for sentence in sentences(whole):
        start = 0
        for cut in [*_CUT.finditer(sentence.text), None]:
            piece = sentence.part(start, cut.start() if cut else None)
            piece = piece.part(opening(piece.text))
            start = cut.end() if cut else start
            if piece.text:
                yield piece


def without_parentheses(low: str) -> str:
    """The plain letters with what stands between parentheses blanked, length kept."""
    return _PARENTHESIS.sub(lambda found: " " * len(found[0]), low)


def plain(low: str) -> str:
    """The plain letters with remarks between parentheses blanked, but not those that set a condition or leave free."""
    return _PARENTHESIS.sub(lambda one: one[0] if signal("binding").match(one[0]) else " " * len(one[0]), low)


def quote(text: str) -> str:
    """Verbatim words short enough to show, cut at a word, without the sign that ends an item."""
    text = _TAIL.sub("", text.strip())
    if len(text) <= LONGEST_QUOTE:
        return text
    return text[:LONGEST_QUOTE].rsplit(" ", 1)[0]
