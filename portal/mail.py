"""Sends mail through SMTP, or writes it as .eml files in the instance when no server is set. No Flask here."""

from __future__ import annotations

import logging
import smtplib
import ssl
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, FileSystemLoader, select_autoescape

from portal.settings import Settings
from procurement import clock

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "mails"
TIMEOUT = 20.0  # seconds

log = logging.getLogger(__name__)


class Mailer:
    """The mails of one instance. `mails/<name>.txt` (first line: the subject) and `mails/<name>.html` are one mail."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def templates(self) -> Environment:
        """The mail templates."""
        return Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
        )

    @cached_property
    def _sender(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")

    def compose(self, to: str, template: str, /, **context: Any) -> EmailMessage:
        """The mail `template` for the address `to`, in text and HTML."""
        context = {"settings": self.settings, **context}
        subject, _, text = self.templates.get_template(f"{template}.txt").render(context).partition("\n")
        message = EmailMessage()
        message["Subject"] = subject.strip()
        message["From"] = self.settings.mail_from
        message["To"] = Address(addr_spec=to)
        message["Date"] = format_datetime(clock.now())
        message["Message-ID"] = make_msgid(domain=parseaddr(self.settings.mail_from)[1].rpartition("@")[2] or None)
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text.strip() + "\n")
        message.add_alternative(self.templates.get_template(f"{template}.html").render(context), subtype="html")
        return message

    def send(self, to: str, template: str, /, **context: Any) -> Future[None] | None:
        """Send the mail `template`; SMTP works in the background so that no answer waits for, or depends on, the server."""
        message = self.compose(to, template, **context)
        if self.settings.smtp_url:
            return self._sender.submit(self._deliver, self.settings.smtp_url, message)
        self._write(message)
        return None

    def hand(self, message: EmailMessage, leaving: Callable[[], None]) -> None:
        """Give a mail to the server before returning. `leaving` is called at the last instant at which nothing has left.

        An exception before `leaving`, or a Refusal, says the mail was not taken; any other leaves its fate unknown.
        """
        if self.settings.smtp_url:
            deliver(self.settings.smtp_url, message, leaving)
            return
        leaving()
        self._write(message)

    def _write(self, message: EmailMessage) -> None:
        folder = self.settings.mails
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{clock.now():%Y%m%dT%H%M%S%f}.eml"
        (folder / name).write_bytes(message.as_bytes())

    def _deliver(self, url: str, message: EmailMessage) -> None:
        try:
            deliver(url, message)
        except (OSError, smtplib.SMTPException):
            log.exception("mail not sent: %s", message["Subject"])


# The server answered and said no.
Refusal = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)


def deliver(url: str, message: EmailMessage, leaving: Callable[[], None] = lambda: None) -> None:
    """Hand `message` to the server of `url` (smtp://, with STARTTLS when offered, or smtps://). Raises OSError, SMTPException."""
    parts = urlsplit(url)
    host, tls = parts.hostname or "localhost", ssl.create_default_context()
    server = (
        smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=tls)
        if parts.scheme == "smtps"
        else smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT)
    )
    with server:
        server.ehlo()
        if parts.scheme != "smtps" and server.has_extn("starttls"):
            server.starttls(context=tls)
            server.ehlo()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        leaving()
        server.send_message(message)
