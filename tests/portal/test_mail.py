"""Mails: text and HTML of the same words, written to files or handed to a server."""

from __future__ import annotations

import socket
from concurrent.futures import Future
from dataclasses import replace
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from portal.mail import Mailer
from portal.wiring import Services

NAMES = ("confirm", "reset", "new_email", "already", "email_changing")
CONTEXT = {
    "name": "Camille <b>",
    "link": "http://localhost/x",
    "sign_in": "http://localhost/y",
    "forgotten": "http://localhost/z",
}


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Inbox:
    """What a server received."""

    def __init__(self) -> None:
        self.letters: list[Any] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Keep the letter."""
        self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_has_text_and_html_and_escapes_what_people_typed(services: Services, name: str) -> None:
    """Both parts greet, say who writes, and no name becomes markup."""
    message = Mailer(services.settings).compose("camille@exemple.fr", name, **CONTEXT)
    text = message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    assert message["Subject"] and "Bonjour Camille <b>," in text and services.settings.hotline in text
    assert "Camille &lt;b&gt;" in html and "Camille <b>" not in html


def test_a_mail_goes_through_the_server(services: Services) -> None:
    """With SMTP_URL the server receives it, and no file is written."""
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        sent = Mailer(replace(services.settings, smtp_url=f"smtp://127.0.0.1:{controller.port}")).send(
            "a@exemple.fr", "reset", **CONTEXT
        )
        assert isinstance(sent, Future)
        sent.result(timeout=20)
    finally:
        controller.stop()
    [(recipients, letter)] = inbox.letters
    assert recipients == ["a@exemple.fr"] and "mot de passe" in letter["Subject"]
    assert not services.settings.mails.exists()


def test_a_server_that_is_down_does_not_break_the_page(services: Services) -> None:
    """The failure is logged; nothing is raised to the person."""
    sent = Mailer(replace(services.settings, smtp_url="smtp://127.0.0.1:9")).send("a@exemple.fr", "reset", **CONTEXT)
    assert sent is not None and sent.result(timeout=30) is None
