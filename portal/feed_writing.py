"""Tenders as lines of a calendar (RFC 5545), of a table (CSV) and of a news feed (RSS 2.0). No Flask here."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime

from portal.alert_letter import line_of, notice_url, what_changed
from portal.presentation import KINDS, commune_name, cpv_label
from portal.settings import Settings
from portal.store.consultations import Tender
from procurement import clock
from procurement.models import NoticeKind

COLUMNS = (
    "Identifiant", "Objet", "Acheteur", "Commune", "Département", "Publié le", "Date limite", "Lots", "Montant estimé HT (€)",
    "Nature de l'achat (CPV)", "Clause sociale", "État", "Adresse",
)  # fmt: skip
RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a news feed."""

    title: str
    url: str
    guid: str
    published: date | None
    description: str

    @property
    def date(self) -> str | None:
        """A notice has a day and no hour: noon, so that no time zone moves it to another day."""
        return format_datetime(datetime.combine(self.published, time(12), UTC)) if self.published else None


def _escaped(text: str) -> str:
    """A TEXT value of RFC 5545."""
    kept = "".join(c for c in text if c.isprintable() or c == "\n")
    return re.sub(r"([\\;,])", r"\\\1", kept).replace("\n", r"\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets, never cut inside a character."""
    parts: list[str] = []
    current = ""
    for character in line:
        if len((current + character).encode()) > (75 if not parts else 74):
            parts.append(current)
            current = ""
        current += character
    return "\r\n ".join([*parts, current])


def _utc(moment: datetime) -> str:
    return moment.replace(tzinfo=clock.PARIS).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def calendar(settings: Settings, name: str, tenders: Iterable[Tender], stamp: datetime) -> str:
    """The deadlines in force as events, with an alarm three days before; a tender without deadline has none.

    `stamp` is the local time of the writing. A cancelled procedure stays, marked, so that calendars take it away.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tremplin//FR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{_escaped(name)}", "X-PUBLISHED-TTL:PT6H"]
    for tender in tenders:
        if tender.deadline:
            lines += _event(settings, tender, tender.deadline, stamp)
    return "\r\n".join(map(_folded, [*lines, "END:VCALENDAR"])) + "\r\n"


def _event(settings: Settings, tender: Tender, deadline: datetime, stamp: datetime) -> list[str]:
    notice = tender.notice
    line = line_of(settings, tender, stamp)
    summary = f"Date limite : {line.title}"
    event = [
        "BEGIN:VEVENT",
        f"UID:{_escaped(notice.id)}@tremplin",
        f"DTSTAMP:{_utc(stamp)}",
        f"DTSTART:{_utc(deadline)}",
        f"DTEND:{_utc(deadline)}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(f'{line.where}. Réponses jusqu’au {line.deadline}, heure de Paris.')}",
        f"LOCATION:{_escaped(commune_name(notice.place.commune) or notice.place.city or '')}",
        f"URL:{line.url}",
        "TRANSP:TRANSPARENT",
    ]
    if tender.cancelled:
        return [*event, "STATUS:CANCELLED", "END:VEVENT"]
    alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P3D", f"DESCRIPTION:{_escaped(summary)}", "END:VALARM"]
    return [*event, "STATUS:CONFIRMED", *alarm, "END:VEVENT"]


def _cell(value: object) -> str:
    """A cell no spreadsheet takes for a formula."""
    text = " ".join(str(value if value is not None else "").split())
    return f"'{text}" if text.startswith(RISKY) else text


def table(settings: Settings, tenders: Iterable[Tender]) -> str:
    """A CSV for French spreadsheets: semicolons, decimal commas, days as 24/09/2026."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for tender in tenders:
        writer.writerow([_cell(value) for value in _row(settings, tender)])
    return out.getvalue()


def _row(settings: Settings, tender: Tender) -> list[object]:
    notice, deadline = tender.in_force(), tender.deadline
    yes_no = {True: "oui", False: "non", None: ""}
    return [
        notice.id,
        notice.title,
        notice.buyer.name,
        commune_name(notice.place.commune) or notice.place.city,
        notice.place.departement or next(iter(notice.departements), ""),
        f"{notice.published:%d/%m/%Y}" if notice.published else "",
        f"{deadline:%d/%m/%Y %H:%M}" if deadline else "",
        len(notice.lots) or "",
        str(notice.amount).replace(".", ",") if notice.amount is not None else "",
        cpv_label(notice.cpv[0]) if notice.cpv else "",
        yes_no[notice.social_clause],
        KINDS.get(notice.kind.value, ""),
        notice_url(settings, notice.id),
    ]


def news(settings: Settings, tenders: Iterable[Tender], now: datetime, changes: bool = False) -> list[Item]:
    """The tenders as entries of a feed; with `changes`, each correction, cancellation and result is one more entry. Newest first."""
    items = []
    for tender in tenders:
        line = line_of(settings, tender, now)
        deadline = f"Réponses jusqu'au {line.deadline}." if tender.open_at(now) else "Clos."
        items.append(Item(line.title, line.url, tender.notice.id, tender.notice.published, f"{line.where}. {deadline}"))
        for one in tender.others if changes else ():
            if one.kind is not NoticeKind.CALL:
                items.append(Item(line.title, line.url, one.id, one.published, what_changed(one, tender)))
    return sorted(items, key=lambda item: item.published or date.min, reverse=True)
