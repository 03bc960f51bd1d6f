"""Reads facts in recognised files. Silence is better than a wrong value."""

from __future__ import annotations

import re

from checker.facts.cover import cover_facts
from checker.facts.dates import date_facts
from checker.facts.identity import identity_facts
from checker.facts.model import Fact, Piece
from checker.facts.money import money_facts
from checker.facts.names import name_facts
from checker.facts.signing import signing_facts
from checker.facts.terms import term_facts
from checker.folding import fold
from checker.reading.document import Document, Page

_LOT = re.compile(r"\blots?\s*(?:n\s*[°o]?\s*)?[:\-_]?\s*0*(\d{1,3})\b")
_READERS = (identity_facts, name_facts, date_facts, money_facts, term_facts, signing_facts, cover_facts)


def lot_of(text: str, name: str) -> str | None:
    """The lot a file says it is about: in its name first, else in its first lines; None when it names several."""
    plain_name = fold(re.sub(r"[_\W]+", " ", name))
    for where in (plain_name, fold(text[:700])):
        numbers = {found[1] for found in _LOT.finditer(where)}
        if len(numbers) == 1:
            return numbers.pop()
        if numbers:
            return None
    return None


def _pages(document: Document, piece: Piece) -> list[Page]:
    return [page for page in document.pages if piece.first_page <= page.number <= piece.last_page]


def extract(document: Document, pieces: tuple[Piece, ...]) -> tuple[Fact, ...]:
    """The facts of a file, piece by piece."""
    facts: dict[tuple[str, str], Fact] = {}
    for piece in pieces:
        pages = _pages(document, piece)
        for reader in _READERS:
            for fact in reader(document.name, piece.kind, pages):
                facts.setdefault((fact.name, str(fact.value)), fact)
    return tuple(facts.values())
