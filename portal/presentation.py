"""French words for dates, delays, numbers and plurals, and the template filters made of them."""

from __future__ import annotations

import importlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from portal.report_view import STATUS_WORDS
from procurement import clock
from procurement.models import Commune
from procurement.nomenclature import cpv, places

if TYPE_CHECKING:  # who only needs the words, the worker for one, does not load the web
    from flask import Flask

NBSP = "\u00a0"
THIN = "\u202f"
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
PROCEDURES = {
    "MAPA": "procédure adaptée",
    "AOO": "appel d'offres ouvert",
    "AOR": "appel d'offres restreint",
    "PROC_NEGO": "procédure avec négociation",
    "DIALOGUE": "dialogue compétitif",
    "ACCORD_CADRE_SUBSEQUENT": "marché subséquent",
    "AUTRE": "autre procédure",
}
KINDS = {
    "call": "Avis de marché",
    "prior": "Avis de préinformation",
    "correction": "Rectificatif",
    "cancellation": "Annulation",
    "award": "Résultat du marché",
    "amendment": "Modification du contrat",
    "other": "Avis",
}
URGENT_DAYS, SOON_DAYS = 5, 15


@dataclass(frozen=True, slots=True)
class State:
    """A badge: its kind (a colour), its icon and its words."""

    kind: str
    icon: str
    words: str


def day(value: date | datetime | None) -> str:
    """« 24 septembre 2026 » ; « 1er » for the first of a month; empty for None."""
    if value is None:
        return ""
    number = "1er" if value.day == 1 else str(value.day)
    return f"{number}{NBSP}{MONTHS[value.month - 1]}{NBSP}{value.year}"


def long_day(value: date | datetime | None) -> str:
    """« jeudi 24 septembre 2026 »."""
    return f"{DAYS[value.weekday()]} {day(value)}" if value else ""


def hour(value: datetime | None) -> str:
    """« 12 h 00 »."""
    return f"{value.hour}{NBSP}h{NBSP}{value.minute:02}" if value else ""


def long_moment(value: datetime | None) -> str:
    """« jeudi 24 septembre 2026 à 12 h 00 »."""
    return f"{long_day(value)} à {hour(value)}" if value else ""


def plural(count: int | float, one: str, many: str | None = None) -> str:
    """« 1 marché », « 2 marchés » (French: zero and 1,5 are singular)."""
    word = one if abs(count) < 2 else many or f"{one}s"
    return f"{number(count)}{NBSP}{word}"


def file_size(count: int) -> str:
    """« 36,9 Ko », « 2 Mo »: bytes in the units a French computer shows (thousands)."""
    for unit, size in (("Mo", 1_000_000), ("Ko", 1_000)):
        if count >= size:
            return f"{number(count / size, 1).removesuffix(',0')}{NBSP}{unit}"
    return plural(count, "octet")


def number(value: int | float | Decimal | None, decimals: int = 0) -> str:
    """« 12 345,6 » with narrow spaces; empty for None."""
    if value is None:
        return ""
    return f"{value:,.{decimals}f}".replace(",", THIN).replace(".", ",")


def euros(value: int | float | Decimal | None) -> str:
    """« 12 345 € », cents only when there are some."""
    if value is None:
        return ""
    return f"{number(value, 0 if value == int(value) else 2)}{NBSP}€"


def percent(value: float | None, decimals: int = 0) -> str:
    """« 41 % » from 0.41; « non publié » for None."""
    return "non publié" if value is None else f"{number(value * 100, decimals)}{NBSP}%"


def time_left(deadline: datetime, now: datetime) -> str:
    """« il reste 12 jours », « il reste 3 heures », « clos depuis le… »."""
    if deadline <= now:
        return f"clos depuis le {day(deadline)}"
    hours = int((deadline - now).total_seconds() // 3600)
    days = (deadline.date() - now.date()).days
    if hours < 1:
        return "il reste moins d'une heure"
    if hours < 24:
        return f"il reste {plural(hours, 'heure')}"
    return f"il reste {plural(days, 'jour')}"


def deadline_state(deadline: datetime | None, now: datetime) -> State:
    """The badge of a deadline: urgent under 5 days, soon under 15."""
    if deadline is None:
        return State("quiet", "question-circle", "date limite non indiquée")
    words = time_left(deadline, now)
    if deadline <= now:
        return State("quiet", "lock", words)
    days = (deadline.date() - now.date()).days
    if days < URGENT_DAYS:
        return State("urgent", "alarm", words)
    return State("soon", "hourglass-split", words) if days < SOON_DAYS else State("calm", "calendar-check", words)


def day_of(value: date | datetime | str | None) -> str:
    """« 24 septembre 2026 », also from an ISO text."""
    return day(date.fromisoformat(value[:10]) if isinstance(value, str) and value else value or None)


def document_label(kind: str | None) -> str:
    """The French name of a kind of document, else the kind in words."""
    try:
        found = importlib.import_module("checker.kinds").label(kind)
    except (ImportError, AttributeError, KeyError):
        found = None
    return str(found) if found else (kind or "document").replace("_", " ")


def cpv_label(code: str | None) -> str:
    """The French label of a CPV code, else the code itself."""
    return cpv.label(code) or code or ""


def commune_name(insee: str | None) -> str:
    """The name of a commune, else the code itself."""
    found = places.commune(insee)
    return found.name if found else insee or ""


def distance(one: Commune, other: Commune) -> str | None:
    """« 12 km », « environ 12 km » when one of the two places is known to some kilometres only; None when unknown."""
    km = places.distance_km(one, other)
    rough = "environ " if one.approximate or other.approximate else ""
    return None if km is None else f"{rough}{number(km)}{NBSP}km"


def departement_name(code: str | None) -> str:
    """« Pas-de-Calais (62) »."""
    found = places.departement(code)
    return f"{found.name} ({found.code})" if found else code or ""


def paragraphs(text: str | None) -> list[str]:
    """The paragraphs of a plain text."""
    return [part.strip() for part in re.split(r"\n\s*\n|\r\n\s*\r\n", text or "") if part.strip()]


def web_address(url: str | None) -> str | None:
    """`url` when it is a web address, completed with https:// when it lacks a scheme, else None (never javascript:)."""
    text = (url or "").strip()
    if re.match(r"https?://[^\s]+$", text, re.IGNORECASE):
        return text
    return f"https://{text}" if re.match(r"(www\.|[\w-]+(\.[\w-]+)+(/|$))[^\s:@]*$", text, re.IGNORECASE) else None


FILTERS = (
    day, long_day, hour, long_moment, plural, number, file_size, euros, percent, time_left, deadline_state,
    cpv_label, commune_name, departement_name, paragraphs, web_address,
)  # fmt: skip


def init_app(app: Flask) -> None:
    """Give templates the filters above, the present moment, and the labels of codes."""
    for function in FILTERS:
        app.add_template_filter(function)
    app.add_template_filter(lambda code: PROCEDURES.get(code, code or ""), "procedure_label")
    app.add_template_filter(lambda kind: KINDS.get(str(kind), "Avis"), "notice_kind")
    app.add_template_filter(long_moment, "moment_fr")
    app.add_template_filter(day_of, "day_fr")
    app.add_template_filter(document_label, "kind_label")
    app.add_template_filter(lambda status: STATUS_WORDS.get(status, STATUS_WORDS["to_check"]), "status_word")
    app.context_processor(lambda: {"now": clock.local_now()})


def alphabetical(text: str) -> str:
    """What to sort a label by: accents do not send a word after Z."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
