"""Reads facts in recognised files. Silence is better than a wrong value."""

from __future__ import annotations

from checker.facts.cover import cover_facts
from checker.facts.dates import date_facts
from checker.facts.espd import espd_facts, is_espd
from checker.facts.identity import identity_facts
from checker.facts.model import Fact, Piece
from checker.facts.money import money_facts
from checker.facts.names import name_facts
from checker.facts.signature import signature_facts
from checker.facts.signing import signing_facts
from checker.facts.terms import lot_of, term_facts
from checker.reading.document import Document, Page

__all__ = ["extract", "lot_of"]

_READERS = (identity_facts, name_facts, date_facts, money_facts, term_facts, signing_facts, cover_facts)


def _pages(document: Document, piece: Piece) -> list[Page]:
    return [page for page in document.pages if piece.first_page <= page.number <= piece.last_page]


def extract(document: Document, pieces: tuple[Piece, ...]) -> tuple[Fact, ...]:
    """The facts of a file, piece by piece."""
    facts: dict[tuple[str, str], Fact] = {}
    for piece in pieces:
        pages = _pages(document, piece)
        if is_espd(piece.kind, pages):
            facts |= {(fact.name, str(fact.value)): fact for fact in espd_facts(document.name, pages)}
            continue
        for reader in _READERS:
            for fact in reader(document.name, piece.kind, pages):
                facts.setdefault((fact.name, str(fact.value)), fact)
        for fact in signature_facts(document, piece.kind, pages):
            facts.setdefault((fact.name, f"{piece.kind} {fact.value}"), fact)
    return tuple(facts.values())
