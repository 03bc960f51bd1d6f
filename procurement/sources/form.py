"""What a form (MAPA, FNSimple, EFORMS, historic) says, before the envelope is put around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from procurement.models import Criterion, Decision, Lot, NoticeKind, Place, Winner
from procurement.nomenclature import cpv
from procurement.sources.values import amount, as_list, line, said


@dataclass(slots=True)
class Form:
    """The content of one notice form; every part may be silent."""

    title: str | None = None
    description: str | None = None
    reference: str | None = None
    buyer_name: str | None = None
    buyer_number: str | None = None
    buyer_place: Place = field(default_factory=Place)
    profile_url: str | None = None
    place: Place = field(default_factory=Place)
    deadline: datetime | None = None
    procedure: str | None = None
    contract_type: str | None = None
    cpv: tuple[str, ...] = ()
    lots: tuple[Lot, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    amount: Decimal | None = None
    duration_months: Decimal | None = None
    variants_allowed: bool | None = None
    social_clause: bool | None = None
    reserved: bool | None = None
    conditions: tuple[str | None, ...] = ()
    winners: tuple[Winner, ...] = ()
    offers_received: int | None = None
    text: str | None = None
    awarded: bool = False
    cancelled: bool = False
    kind: NoticeKind | None = None
    official_id: str | None = None
    related: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    procedure_id: str | None = None


_SOCIAL = re.compile(
    r"(?i)clause[s]? (?:sociale|d['’]insertion)|insertion (?:sociale|professionnelle|par l['’]activit)|"
    r"heures? d['’]insertion|"
    r"publics? (?:éloignés|en difficulté)s? (?:de l['’]emploi|d['’]insertion)|L\.? ?2112-2-1"
)
_NO_SOCIAL = re.compile(r"(?i)(?:sans|pas de|aucune) clause[s]? (?:sociale|d['’]insertion)")


def social_in(words: str | None) -> bool | None:
    """True when the words speak of a social or insertion clause; None (silence) otherwise."""
    if words and _SOCIAL.search(words) and not _NO_SOCIAL.search(words):
        return True
    return None


def cpv_codes(*written: Any) -> tuple[str, ...]:
    """CPV codes of eight digits, each once, from codes and from sentences that quote some."""
    found = []
    for item in written:
        for part in as_list(item):
            for piece in re.findall(r"\b\d{7,9}(?:-\d)?\b", line(part) or ""):
                code = cpv.normalise(piece)
                if code:
                    found.append(code)
    return tuple(dict.fromkeys(found))


def lot_number(title: str | None, rank: int) -> tuple[str, str]:
    """Number and title of a lot whose title begins with its number ("Lot 2 : Finition", "3- Taxi"); else its rank."""
    words = title or ""
    found = re.match(r"(?i)^\s*lot\s*(?:n\s*[°ºo]\.?)?\s*:?\s*(\d{1,3}[A-Za-z]?)\s*[-:.–—/)]*\s*(.*)$", words, re.S)
    found = found or re.match(r"^\s*(\d{1,2}[A-Za-z]?)\s*[-:.–—)]\s*(.+)$", words, re.S)
    if found:
        return found.group(1).lstrip("0") or "0", found.group(2).strip() or words.strip()
    return str(rank), words.strip() or f"Lot {rank}"


def weighted(name: Any, weight: Any, unit: str = "%", lot: str | None = None) -> Criterion | None:
    """A criterion with its weight; None without a name."""
    words = line(name)
    written = (line(weight) or "").replace("%", "").strip()
    points = "point" in written.lower()
    written = re.sub(r"(?i)\s*points?\s*", "", written)
    return Criterion(words, amount(written), "points" if points else unit, lot) if words else None


def price(node: Any) -> Decimal | None:
    """A positive amount: zero stands for « not said » in notices."""
    value = amount(said(node, "valeur") or node)
    return value if value and value > 1 else None


def euros(node: Any) -> Decimal | None:
    """A positive amount in euros; None when a `@currencyID`, `@CURRENCY` or `@DEVISE` says it is in another currency."""
    currency = said(node, "@currencyID", "@CURRENCY", "@DEVISE", "@devise")
    return price(node) if currency in (None, "EUR") else None


def with_distinct_numbers(lots: Iterable[Lot]) -> tuple[Lot, ...]:
    """The lots, those without a number of their own pushed to the next number nobody bears."""
    taken: set[str] = set()
    found = []
    for lot in lots:
        number = lot.number
        while number in taken:
            number = str(int(number) + 1) if number.isdigit() else number + "'"
        taken.add(number)
        found.append(lot if number == lot.number else replace(lot, number=number))
    return tuple(found)
