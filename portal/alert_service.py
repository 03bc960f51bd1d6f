"""What people do with their alerts: save, confirm, pause, change, stop. An address is the owner. No Flask here."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal import search_request, tokens
from portal.mail import Mailer
from portal.settings import Settings
from portal.store import Alert, AlertMail, Frequency, User
from portal.store.base import moment
from portal.store.saved import forget, own
from portal.store.users import normal_email

QUOTA = 10  # alerts of one address
UNCONFIRMED_QUOTA = 3  # a stranger cannot fill someone's letter box with requests
UNCONFIRMED_DAYS = 7
PATIENCE = timedelta(minutes=10)  # between two requests to confirm the same alert
MAILS_KEPT_DAYS = 400  # longer than any tender stays open: what was told must not be told again


class Refused(ValueError):
    """What was asked cannot be done; the message is a French sentence for the person."""


def by_public_id(session: Session, public_id: str, email: str | None = None) -> Alert | None:
    """An alert by its public id; with `email`, only when it belongs to that address."""
    found = session.scalar(select(Alert).where(Alert.public_id == public_id))
    return found if found and (email is None or found.email == normal_email(email)) else None


def frequency(value: str | None) -> str:
    """A frequency as kept; anything unknown is daily."""
    return Frequency.WEEKLY.value if value == Frequency.WEEKLY.value else Frequency.DAILY.value


def save(
    session: Session, email: str, args: Mapping[str, str], often: str | None, confirmed: bool
) -> tuple[Alert, bool]:
    """Save a search for an address, and tell whether it is new; the same search is saved once.

    Raises Refused over the quota. With `confirmed` False the alert sleeps until its link is followed.
    """
    email, params = normal_email(email), search_request.searched(args)
    mine = own(session, email)
    if known := next((one for one in mine if one.params == params), None):
        if confirmed and known.confirmed is None:
            _wake(known)
        return known, False
    waiting = sum(one.confirmed is None for one in mine)
    if len(mine) >= QUOTA or (not confirmed and waiting >= UNCONFIRMED_QUOTA):
        raise Refused(f"Une adresse peut garder {QUOTA} alertes : supprimez-en une avant d'en ajouter.")
    alert = Alert(
        public_id=secrets.token_urlsafe(16),
        email=email,
        params=params,
        words=search_request.in_words(params),
        frequency=frequency(often),
        confirmed=moment() if confirmed else None,
    )
    session.add(alert)
    session.flush()
    return alert, True


def _wake(alert: Alert) -> None:
    alert.confirmed = alert.told = moment()


def ask_confirmation(settings: Settings, mailer: Mailer, alert: Alert, new: bool) -> None:
    """Mail the link that confirms an alert, unless it is confirmed or the link has just been sent."""
    if alert.confirmed or (not new and moment() - alert.told < PATIENCE):
        return
    alert.told = moment()
    token = tokens.make(settings.secret_key, tokens.ALERT, {"a": alert.public_id})
    mailer.send(alert.email, "alert_confirm", words=alert.words, link=link(settings, f"/alertes/confirmer/{token}"))


def link(settings: Settings, path: str) -> str:
    """The whole address of a page of this instance, never from the Host header."""
    return f"{settings.base_url.rstrip('/')}{path}"


def of_token(session: Session, settings: Settings, purpose: str, token: str) -> list[Alert]:
    """The alerts a link speaks of that still exist: one for ALERT and ACCESS, several for STOP."""
    payload = tokens.read(settings.secret_key, purpose, token)
    named = (payload or {}).get("a", [])
    ids = [one for one in (named if isinstance(named, list) else [named]) if isinstance(one, str)]
    return list(session.scalars(select(Alert).where(Alert.public_id.in_(ids)).order_by(Alert.id)))


def confirm(alert: Alert) -> None:
    """The address answered: the alert begins now. Confirming twice changes nothing."""
    if alert.confirmed is None:
        _wake(alert)


def pause(alert: Alert) -> None:
    """Stop the mails for a while, or start them again from now: a month of arrears helps nobody."""
    if alert.paused:
        alert.paused, alert.told = None, moment()
    else:
        alert.paused = moment()


def change(session: Session, alert: Alert, args: Mapping[str, str], often: str | None) -> None:
    """Give an alert another search or frequency. Raises Refused when another alert has that search."""
    params = search_request.searched(args)
    if any(one.params == params and one.id != alert.id for one in own(session, alert.email)):
        raise Refused("Une autre de vos alertes cherche déjà la même chose.")
    if params != alert.params:
        alert.params, alert.words, alert.told = params, search_request.in_words(params), moment()
    alert.frequency = frequency(often)


def remove(session: Session, alert: Alert) -> None:
    """Delete an alert; with the last one of an address without account goes all we know of that address."""
    email = alert.email
    session.delete(alert)
    session.flush()
    if not own(session, email) and session.scalar(select(User.id).where(User.email == email)) is None:
        forget(session, email)


def purge(session: Session, now: datetime) -> int:
    """Delete alerts never confirmed and mails too old to matter; returns how many alerts went."""
    limit = now - timedelta(days=UNCONFIRMED_DAYS)
    gone = session.execute(delete(Alert).where(Alert.confirmed.is_(None), Alert.created < limit))
    old = session.scalars(select(AlertMail).where(AlertMail.created < now - timedelta(days=MAILS_KEPT_DAYS))).all()
    for mail in old:
        session.delete(mail)
    return int(gone.rowcount)  # type: ignore[attr-defined]


def send_access(settings: Settings, mailer: Mailer, alert: Alert) -> None:
    """Mail the link that opens the alerts of an address."""
    token = tokens.make(settings.secret_key, tokens.ACCESS, {"a": alert.public_id})
    mailer.send(alert.email, "alert_access", link=link(settings, f"/alertes/acces/{token}"))
