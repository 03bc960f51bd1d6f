"""Small readings shared by rules: which files hold a kind, which facts belong to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from checker.facts.model import Fact, ReadFile
from checker.rules.model import Dossier

SURE = 0.85  # below, the reader of images itself is not sure


def fold(text: str) -> str:
    """Lower case, without accents nor punctuation."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def holders(dossier: Dossier, kinds: Iterable[str]) -> tuple[ReadFile, ...]:
    """The files that hold one of these kinds, alone or merged with others."""
    wanted = frozenset(kinds)
    return tuple(file for file in dossier.files if file.kinds & wanted)


def facts(file: ReadFile, kind: str, name: str) -> tuple[Fact, ...]:
    """The facts of a file read on the pages of `kind`, the surest first; all of them when its pages are not known."""
    spans = [(piece.first_page, piece.last_page) for piece in file.pieces if piece.kind == kind]
    inside = [f for f in file.all(name) if not spans or any(a <= f.evidence.page <= b for a, b in spans)]
    return tuple(sorted(inside, key=lambda fact: -fact.confidence))


def faint(file: ReadFile, page: int) -> bool:
    """Whether a page was read on an image without much certainty."""
    for one in file.document.pages:
        if one.number == page and one.text_source == "ocr":
            return (one.ocr_confidence or 0) < SURE
    return False


def blurred(file: ReadFile) -> bool:
    """Whether any page of a file was read on an image without much certainty; a clean scan is read like print."""
    return any(faint(file, page.number) for page in file.document.pages)


def deadline(dossier: Dossier) -> datetime | None:
    """The deadline of the consultation, local time, or None when it is silent or unreadable."""
    found = dossier.consultation.deadline
    try:
        return datetime.fromisoformat(str(found.value)).replace(tzinfo=None) if found else None
    except ValueError:
        return None


def as_day(fact: Fact | None) -> date | None:
    """The day a fact states, or None."""
    try:
        return date.fromisoformat(str(fact.value)[:10]) if fact else None
    except ValueError:
        return None


def as_amount(fact: Fact | None) -> Decimal | None:
    """The euros a fact states, or None."""
    try:
        amount = Decimal(str(fact.value)) if fact else None
    except InvalidOperation:
        return None
    return amount if amount is not None and amount.is_finite() else None
