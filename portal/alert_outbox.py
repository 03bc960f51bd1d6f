"""Writes the mails of alerts into the outbox, then hands them over: nothing twice, whatever stops in the middle.

A mail is prepared once for an address and a day, in one transaction with the lines it tells. To send it a worker claims it;
a claim that ran out is taken again, because nothing had left. From the instant the mail leaves until the server's answer is
kept its fate is unknown: it is then never sent again by itself, and the command says so.
"""

from __future__ import annotations

import logging
import secrets
import smtplib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.exc import IntegrityError

from portal import alert_service
from portal.alert_letter import compose
from portal.alert_matching import Told, for_alerts, for_followers, is_due
from portal.mail import Mailer, Refusal
from portal.store import Alert, AlertItem, AlertMail, MailState
from portal.store.base import moment
from portal.store.consultations import Tender
from portal.wiring import Services

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 5
REMEMBERED = timedelta(days=7)  # how long a mail of unknown fate is spoken of

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Tally:
    """What a run did: mails prepared, sent, dropped (everything closed meanwhile), refused, of unknown fate; alerts purged."""

    prepared: int = 0
    sent: int = 0
    dropped: int = 0
    refused: int = 0
    unknown: int = 0
    purged: int = 0

    def as_dict(self) -> dict[str, int]:
        """The counts by name."""
        return asdict(self)


def send_alerts(services: Services, mailer: Mailer, now: datetime) -> Tally:
    """Prepare the mails of the day of `now` (local time), then send every mail that waits."""
    tally = Tally()
    with services.store.session() as session:
        tally.purged = alert_service.purge(session, now)
    tally.prepared = prepare(services, now)
    hand_over(services, mailer, now, tally)
    return tally


def prepare(services: Services, now: datetime) -> int:
    """Write the mails of the day into the outbox; returns how many. An address that has its mail of the day waits for the next."""
    started, day = moment(), now.date()
    with services.store.session() as session:
        served = set(session.scalars(select(AlertMail.email).where(AlertMail.day == day)))
        alerts = [one for one in session.scalars(select(Alert)) if is_due(one, day) and one.email not in served]
        told = for_alerts(session, alerts, now)
        changes = {email: told for email, told in for_followers(session).items() if email not in served}
    due: dict[str, list[Alert]] = defaultdict(list)
    for alert in alerts:
        due[alert.email].append(alert)
    return sum(
        _prepare_one(services, email, [*changes.get(email, []), *told.get(email, [])], due[email], day, started)
        for email in sorted({*due, *changes})
    )


def _prepare_one(
    services: Services, email: str, told: list[Told], due: Iterable[Alert], day: date, started: datetime
) -> bool:
    """One address: its mail with its lines, and its alerts moved on, together or not at all."""
    try:
        with services.store.session() as session:
            if told:
                session.add(_mail(email, told, day))
                session.flush()
            for alert in due:
                new = sum(alert.public_id in one.alerts for one in told)
                session.execute(
                    update(Alert)
                    .where(Alert.id == alert.id, Alert.told < started)
                    .values(told=started, checked=day, hits=Alert.hits + new)
                )
    except IntegrityError:  # another run prepared it in the same instant
        log.info("alert mail of %s already prepared", day)
        return False
    return bool(told)


def _mail(email: str, told: Iterable[Told], day: date) -> AlertMail:
    items = [
        AlertItem(
            email=email, notice_id=one.notice_id, tender_id=one.tender_id, alerts=list(one.alerts), why=list(one.why),
            lowered=one.lowered,
        )
        for one in told
    ]  # fmt: skip
    return AlertMail(public_id=secrets.token_urlsafe(16), email=email, day=day, items=items)


def hand_over(services: Services, mailer: Mailer, now: datetime, tally: Tally) -> None:
    """Send what waits, one mail after the other, counting into `tally`."""
    free = or_(
        AlertMail.state == MailState.WAITING.value,
        (AlertMail.state == MailState.CLAIMED.value) & (AlertMail.lease < moment()),
    )
    with services.store.session() as session:
        waiting = session.scalars(select(AlertMail.id).where(free).order_by(AlertMail.id)).all()
    known: dict[str, Tender] = {}
    for mail_id in waiting:
        if _claim(services, mail_id):
            _send_one(services, mailer, mail_id, now, tally, known)
    with services.store.session() as session:
        stuck = (AlertMail.state == MailState.HANDING.value) & (AlertMail.lease < moment())
        recent = AlertMail.created > moment() - REMEMBERED
        tally.unknown += len(session.scalars(select(AlertMail.id).where(stuck, recent)).all())


def _claim(services: Services, mail_id: int) -> bool:
    with services.store.session() as session:
        taken = session.execute(
            update(AlertMail)
            .where(
                AlertMail.id == mail_id,
                or_(
                    AlertMail.state == MailState.WAITING.value,
                    (AlertMail.state == MailState.CLAIMED.value) & (AlertMail.lease < moment()),
                ),
            )
            .values(state=MailState.CLAIMED.value, lease=moment() + LEASE, attempts=AlertMail.attempts + 1)
        )
        return bool(taken.rowcount)  # type: ignore[attr-defined]


def _set(services: Services, mail_id: int, state: MailState) -> None:
    with services.store.session() as session:
        mail = session.get(AlertMail, mail_id)
        if mail is None:  # the person stopped everything meanwhile
            return
        mail.state = state.value
        if state is MailState.SENT:
            mail.sent = moment()
            ids = {one for item in mail.items for one in item.alerts}
            session.execute(update(Alert).where(Alert.public_id.in_(ids)).values(last_mail=mail.sent))


def _send_one(
    services: Services, mailer: Mailer, mail_id: int, now: datetime, tally: Tally, known: dict[str, Tender]
) -> None:
    left = False

    def leaving() -> None:
        nonlocal left
        _set(services, mail_id, MailState.HANDING)
        left = True

    with services.store.session() as session:
        mail = session.get(AlertMail, mail_id)
        message = compose(session, mailer, mail, now, known) if mail else None
    if message is None:
        _set(services, mail_id, MailState.DROPPED)
        tally.dropped += 1
        return
    try:
        mailer.hand(message, leaving)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("alert mail %s: %s", mail_id, error)
        if left and not isinstance(error, Refusal):
            tally.unknown += 1
            return
        _give_back(services, mail_id)
        tally.refused += 1
        return
    _set(services, mail_id, MailState.SENT)
    tally.sent += 1


def _give_back(services: Services, mail_id: int) -> None:
    with services.store.session() as session:
        mail = session.get(AlertMail, mail_id)
        if mail is not None:
            mail.state = (MailState.FAILED if mail.attempts >= MAX_ATTEMPTS else MailState.WAITING).value
