"""Notices known only by the text of their page: what a reader sees, cut along its usual headings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from procurement.identifiers import compact
from procurement.models import Buyer, Criterion, Lot, Notice, Place
from procurement.sources import envelope
from procurement.sources.base import RecordFailed, RecordSkipped
from procurement.sources.form import cpv_codes, social_in
from procurement.sources.readable import scrub
from procurement.sources.values import day, departements, line, text

_TITLE = re.compile(
    r"(?im)^\s*(?:II\.1\.1\)\s*)?(?:Intitulé(?: du marché)?|Objet du marché|Objet)\s*:\s*\n?\s*(.{4,400})$"
)
_BUYER = re.compile(
    r"(?im)^\s*(?:Nom et adresse officiels de l'organisme acheteur|Nom officiel)\s*:\s*\n?\s*(.{2,200})$"
)
_EU_BUYER = re.compile(r"(?m)^\s*I\.1\)\s*NOM ET ADRESSES\s*\n\s*([^,\n]{2,200}),")
_HEADER_BUYER = re.compile(r"(?m)^\s*Dépt\. ?: ?[\dAB, ]+\s(\S.{1,150})$")
_REFERENCE = re.compile(r"(?im)^\s*(?:Numéro de référence(?: attribué[^:]*)?)\s*:\s*\n?\s*(\S.{0,80})$")
_CPV = re.compile(
    r"(?i)(?:CPV|Descripteur (?:principal|supplémentaire)|Objet principal)[^\n]{0,40}?:\s*\n?\s*([\d ,;-]{8,200})"
)
_HOUR = re.compile(
    r"(?is)(?:limite (?:de|pour la) (?:réception|remise) des (?:offres|candidatures|demandes de participation)|Date)"
    r"[^\d]{0,40}(\d{1,2})/(\d{1,2})/(\d{4})[^\d]{0,25}(\d{1,2}) ?[:hH] ?(\d{2})?"
)
_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_SPELLED_HOUR = re.compile(
    r"(?i)limite (?:de|pour la) (?:réception|remise) des (?:offres|candidatures|demandes de participation)[^\d]{0,40}"
    r"(\d{1,2})(?:er)? ([a-zéû]+) (\d{4})[^\d]{0,12}(\d{1,2}) ?(?:h|heures?|:) ?(\d{2})?"
)
_LOT = re.compile(r"(?im)^\s*lot\s*n\s*[°o]?\s*(\d{1,3}[a-z]?)\s*[:.-]*\s*\n?\s*(\S[^\n]{2,250})$")
_WEIGHT = re.compile(
    r"(?im)^\s*[-*•\d.)]*\s*([A-Za-zÀ-ÿ][^\n:%]{2,100}?)\s*(?:\(\s*(?:pondération)?|:|-)?"
    r"\s*:?\s*(\d{1,3}(?:[.,]\d+)?) ?%"
)
_SIRET = re.compile(r"(?i)(?:identification|siret)[^\d\n]{0,40}((?:\d ?){14})")
_CONDITIONS = re.compile(
    r"(?ims)^\s*(Situation propre|Situation juridique|Capacité économique et financière|"
    r"Référence professionnelle|Habilitation)"
    r"[^\n]*\n.*?(?=^\s*(?:Marché réservé|Critères|Numéro de référence|Conditions et mode|Adresse auprès|"
    r"Renseignements|Date d|Section IV|III\.2|$(?![\s\S])))"
)


def read_full_text(data: Mapping[str, Any]) -> Notice:
    """A Notice from {source, id, date, date_limite, departements, texte}.

    Raises `RecordSkipped` when the text carries no BOAMP or TED number, `RecordFailed` without words.
    """
    words, number = text(data.get("texte")), line(data.get("id"))
    if words is None:
        raise RecordFailed("texte_absent", "L'avis n'a pas de texte.")
    if number is None:
        raise RecordSkipped("hors_boamp", "Le texte n'a pas de numéro d'avis : il ne vient ni du BOAMP ni du TED.")
    source = "ted" if (line(data.get("source")) or "").upper() == "TED" else "boamp"
    title = _found(_TITLE, words) or _first_line(words)
    codes = departements(data.get("departements"))
    clean = scrub(words)
    return Notice(
        id=f"{source}:{number}",
        source=source,
        kind=envelope.kind_of(words[:900], words[:4000]),
        title=title,
        buyer=_buyer(words),
        published=day(data.get("date")),
        deadline=_deadline(words, data.get("date_limite")),
        reference=_found(_REFERENCE, words),
        procedure=_procedure(words),
        contract_type=_contract_type(words),
        cpv=cpv_codes(*(m.group(1).replace(",", " ") for m in _CPV.finditer(words))),
        departements=codes,
        place=Place(departement=codes[0] if len(codes) == 1 else None),
        lots=_lots(words),
        criteria=_criteria(words),
        social_clause=social_in(words),
        conditions="\n".join(scrub(m.group(0)).strip() for m in _CONDITIONS.finditer(words))[:6000] or None,
        url=f"https://www.boamp.fr/avis/detail/{number}" if source == "boamp" else None,
        text=clean,
    )


def _found(pattern: re.Pattern[str], words: str) -> str | None:
    found = pattern.search(words)
    return line(found.group(1)) if found else None


def _first_line(words: str) -> str:
    rows = [row.strip() for row in words.splitlines() if len(row.strip()) > 8]
    return next((row for row in rows if not re.match(r"(?i)avis n|publié|date|dépt", row)), "Avis sans objet lisible")


def _buyer(words: str) -> Buyer:
    name = _found(_BUYER, words) or _found(_EU_BUYER, words) or _found(_HEADER_BUYER, words)
    number = _SIRET.search(words)
    return envelope.buyer_of([name], compact(number.group(1)) if number else None, Place(), None)


def _deadline(words: str, stated: Any) -> datetime | None:
    """Day and hour as the text writes them; the day alone, at its first minute, when no hour is written."""
    when = day(stated)
    for pattern in (_HOUR, _SPELLED_HOUR):
        for found in pattern.finditer(words):
            dom, month, year, hour, minute = (part or "0" for part in found.groups())
            number = (
                _MONTHS.index(month.lower()) + 1 if month.lower() in _MONTHS else int(month if month.isdigit() else 0)
            )
            written = day(f"{int(year):04d}-{number:02d}-{int(dom):02d}")
            if written and int(hour) < 24 and int(minute) < 60 and (when is None or when == written):
                return datetime.combine(written, time(int(hour), int(minute)))
    return datetime.combine(when, time(0, 0)) if when else None


def _procedure(words: str) -> str | None:
    found = re.search(
        r"(?i)procédure (?:adaptée|ouverte|restreinte|négociée|concurrentielle)|dialogue compétitif", words
    )
    return envelope.procedure_of(found.group(0)) if found else None


def _contract_type(words: str) -> str | None:
    found = re.search(r"(?i)type de marché[^\n]*\n?\s*:?\s*(travaux|fournitures|services)", words)
    return found.group(1).lower() if found else None


def _lots(words: str) -> tuple[Lot, ...]:
    lots = {m.group(1).lstrip("0"): line(m.group(2)) or "" for m in _LOT.finditer(words)}
    return tuple(Lot(number, title) for number, title in lots.items() if number)


def _criteria(words: str) -> tuple[Criterion, ...]:
    start = re.search(r"(?i)critères d'attribution", words)
    if not start:
        return ()
    part = words[start.end() : start.end() + 1500]
    found = [
        Criterion(line(m.group(1)) or "", Decimal(m.group(2).replace(",", ".")), "%") for m in _WEIGHT.finditer(part)
    ]
    return tuple(c for c in found if c.weight is not None and c.weight <= 100)
