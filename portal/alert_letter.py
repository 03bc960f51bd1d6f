"""Puts a mail of alerts into words: which tenders, why each is there, what changed, and how to stop. No Flask here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import liking, tokens
from portal.alert_service import link
from portal.mail import Mailer
from portal.presentation import commune_name, day, long_moment, plural, time_left
from portal.settings import Settings
from portal.store import Alert, AlertItem, AlertMail, User
from portal.store.consultations import Tender, read, tenders
from procurement.models import Notice, NoticeKind

SHOWN = 25  # the others are one link away


@dataclass(frozen=True, slots=True)
class Line:
    """A tender as the mail shows it. `for_` are the searches it answers, `why` the words that matched."""

    title: str
    where: str
    deadline: str
    left: str
    url: str
    why: tuple[str, ...] = ()
    for_: tuple[str, ...] = ()
    aside: str | None = None
    lowered: str | None = None
    change: str | None = None


def notice_url(settings: Settings, notice_id: str) -> str:
    """The address of the page of a notice."""
    return link(settings, f"/marches/{quote(notice_id, safe=':/')}")


def what_changed(change: Notice, tender: Tender) -> str:
    """A change of a followed tender in one sentence."""
    if change.kind is NoticeKind.CANCELLATION:
        if tender.cancelled:
            return "La procédure est annulée : il n'y a plus rien à envoyer."
        lots = ", ".join(lot.number for lot in change.lots)
        return f"Des lots sont annulés : {lots}." if lots else "Un avis d'annulation est paru."
    if change.kind is NoticeKind.AWARD:
        names = ", ".join(one.name for one in change.winners if one.name)
        return f"Le marché est attribué : {names}." if names else "Le marché est attribué."
    if change.kind is NoticeKind.CORRECTION and change.deadline and change.deadline != tender.notice.deadline:
        return f"La date limite change : {long_moment(change.deadline)}."
    return "Un rectificatif est paru : relisez l'avis."


def line_of(settings: Settings, tender: Tender, now: datetime, **more: object) -> Line:
    """A tender in words."""
    notice = tender.notice
    city = commune_name(notice.place.commune) or notice.place.city or notice.buyer.place.city or ""
    return Line(
        title=" ".join(notice.title.split()),
        where=" · ".join(part for part in (notice.buyer.name, city) if part),
        deadline=long_moment(tender.deadline) if tender.deadline else "date limite dans le dossier de l'acheteur",
        left=time_left(tender.deadline, now) if tender.deadline else "",
        url=notice_url(settings, notice.id),
        **more,  # type: ignore[arg-type]
    )


def compose(
    session: Session, mailer: Mailer, mail: AlertMail, now: datetime, known: dict[str, Tender]
) -> EmailMessage | None:
    """The mail as it is true at `now`; None when everything in it closed meanwhile or nobody wants it any more.

    `known` keeps the tenders of a run, told to many addresses, from being read again for each.
    """
    alerts = {one.public_id: one for one in _wanted(session, mail.items)}
    known |= tenders(session, {item.tender_id for item in mail.items} - known.keys())
    told = {item.tender_id: known[item.tender_id] for item in mail.items if item.tender_id in known}
    changes = read(session, [item.notice_id for item in mail.items if not item.alerts])
    new = [_new(mailer.settings, item, told, alerts, now) for item in mail.items if item.alerts]
    lines = [line for line in new if line]
    moved = [
        line_of(mailer.settings, told[item.tender_id], now, change=what_changed(changes[item.notice_id], told[item.tender_id]))
        for item in mail.items
        if not item.alerts and item.tender_id in told and item.notice_id in changes
    ]  # fmt: skip
    if not lines and not moved:
        return None
    return _letter(session, mailer, mail, lines, moved, list(alerts.values()))


def _wanted(session: Session, items: Iterable[AlertItem]) -> list[Alert]:
    """The alerts behind a mail that still exist and are not paused."""
    ids = {one for item in items for one in item.alerts}
    query = select(Alert).where(Alert.public_id.in_(ids), Alert.paused.is_(None)).order_by(Alert.id)
    return list(session.scalars(query))


def _new(
    settings: Settings, item: AlertItem, told: Mapping[str, Tender], alerts: Mapping[str, Alert], now: datetime
) -> Line | None:
    behind = [alerts[one] for one in item.alerts if one in alerts]
    tender = told.get(item.tender_id)
    if not behind or tender is None or not tender.open_at(now):
        return None
    token = tokens.make(settings.secret_key, tokens.ASIDE, {"a": behind[0].public_id})
    return line_of(
        settings,
        tender,
        now,
        why=tuple(item.why),
        for_=tuple(alert.words for alert in behind),
        aside=link(settings, f"/suivis/ecarter/{quote(item.tender_id, safe=':/')}?jeton={token}"),
        lowered=liking.LOWERED.get(item.lowered or ""),
    )


def _letter(
    session: Session, mailer: Mailer, mail: AlertMail, lines: list[Line], moved: list[Line], alerts: list[Alert]
) -> EmailMessage:
    settings = mailer.settings
    user = session.scalar(select(User).where(User.email == mail.email))
    payload: dict[str, object] = {"a": [one.public_id for one in alerts]}
    if moved and user:
        payload["f"] = user.id
    stop = link(settings, f"/alertes/arret/{tokens.make(settings.secret_key, tokens.STOP, payload)}")
    manage = link(settings, "/alertes")
    if alerts and not user:
        access = tokens.make(settings.secret_key, tokens.ACCESS, {"a": alerts[0].public_id})
        manage = link(settings, f"/alertes/acces/{access}")
    message = mailer.compose(
        mail.email, "alert", subject=subject(lines, moved), lines=lines[:SHOWN], more=max(0, len(lines) - SHOWN),
        moved=moved, alerts=alerts, stop=stop, manage=manage, day=day(mail.day),
    )  # fmt: skip
    message["List-Unsubscribe"] = f"<{stop}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    domain = parseaddr(settings.mail_from)[1].rpartition("@")[2] or "localhost"
    message.replace_header("Message-ID", f"<alerte.{mail.public_id}@{domain}>")
    return message


def subject(lines: list[Line], moved: list[Line]) -> str:
    """The subject: what is inside, with the first title when there is one thing alone."""
    if len(lines) == 1 and not moved:
        return f"Nouveau marché : {lines[0].title}"[:120]
    if len(moved) == 1 and not lines:
        return f"Du nouveau : {moved[0].title}"[:120]
    parts = [f"{plural(len(lines), 'nouveau marché', 'nouveaux marchés')}"] if lines else []
    parts += [f"{plural(len(moved), 'marché suivi change', 'marchés suivis changent')}"] if moved else []
    return ", ".join(parts)
