"""Sending twice sends nothing twice, whatever stops in the middle; and what was not taken is tried again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select, update

from portal import alert_outbox, jobs
from portal.alert_outbox import prepare, send_alerts
from portal.mail import Mailer
from portal.store import AlertMail, MailState
from portal.store.base import moment
from portal.wiring import Services
from procurement import clock
from tests.portal.test_alerts import ADDRESS, arrive, letters, painting, send, subscribe
from tests.portal.test_mail import Inbox, free_port


class Cut(BaseException):
    """The machine stops here."""


@pytest.fixture
def ready(services: Services) -> Services:
    """One alert, one new tender."""
    subscribe(services)
    arrive(services, painting("2001"))
    return services


@pytest.fixture
def server() -> Iterator[tuple[Inbox, str]]:
    """A real SMTP server on this machine, and its address."""
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield inbox, f"smtp://127.0.0.1:{controller.port}"
    controller.stop()


def states(services: Services) -> list[str]:
    with services.store.session() as session:
        return list(session.scalars(select(AlertMail.state)))


def later(services: Services) -> None:
    """The claims of the worker that stopped ran out."""
    with services.store.session() as session:
        session.execute(update(AlertMail).values(lease=moment() - timedelta(seconds=1)))


def through(services: Services, url: str) -> Any:
    """A run with an SMTP server."""
    return send_alerts(services, Mailer(replace(services.settings, smtp_url=url)), clock.local_now())


def test_the_server_receives_text_and_html_with_the_headers(ready: Services, server: tuple[Inbox, str]) -> None:
    """Both parts, the way out in the headers, once."""
    inbox, url = server
    assert through(ready, url).sent == 1
    assert through(ready, url).sent == 0
    [(recipients, _)] = inbox.letters
    letter = message_from_bytes(bytes(inbox.letters[0][1]), policy=policy.default)
    assert recipients == [ADDRESS]
    assert letter["List-Unsubscribe"].startswith("<http://localhost/alertes/arret/")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for kind in ("plain", "html"):
        body = letter.get_body((kind,)).get_content()
        assert "Peinture de la salle 2001" in body and "Commune de Desvres" in body and "Pas pour moi" in body


def test_a_crash_before_the_mail_leaves_sends_it_later_once(ready: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """Claimed, then nothing: the claim runs out and another worker sends it."""

    def stop(*_args: Any, **_more: Any) -> None:
        raise Cut

    with monkeypatch.context() as patch:
        patch.setattr(Mailer, "hand", stop)
        with pytest.raises(Cut):
            send(ready)
    assert states(ready) == [MailState.CLAIMED.value]
    assert send(ready).sent == 0, "another worker may still hold it"
    later(ready)
    assert send(ready).sent == 1 and send(ready).sent == 0
    assert len(letters(ready)) == 1


def test_a_crash_after_the_mail_left_never_sends_it_again(ready: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """It left, and nobody wrote it down: its fate is unknown, and said."""
    whole = alert_outbox._set

    def stop(services: Services, mail_id: int, state: MailState) -> None:
        if state is MailState.SENT:
            raise Cut
        whole(services, mail_id, state)

    with monkeypatch.context() as patch:
        patch.setattr(alert_outbox, "_set", stop)
        with pytest.raises(Cut):
            send(ready)
    assert len(letters(ready)) == 1
    later(ready)
    tally = send(ready)
    assert (tally.sent, tally.unknown) == (0, 1)
    assert send(ready, days=1).prepared == 0 and len(letters(ready)) == 1


def test_a_crash_while_preparing_keeps_nothing_half(ready: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mail and the alert move on together or not at all."""

    def stop(*_args: Any) -> None:
        raise Cut

    with monkeypatch.context() as patch:
        patch.setattr(alert_outbox, "_mail", stop)
        with pytest.raises(Cut):
            send(ready)
    assert states(ready) == []
    assert send(ready).sent == 1


def test_killing_the_sender_in_mid_run_sends_each_mail_once(services: Services, server: tuple[Inbox, str]) -> None:
    """kill -9 right after the first mail reached the server; the second run sends the others and none twice."""
    inbox, url = server
    for number in range(3):
        subscribe(services, email=f"lectrice{number}@exemple.fr")
    arrive(services, painting("2001"))
    program = (
        "import os\n"
        "from portal.mail import Mailer\n"
        "hand = Mailer.hand\n"
        "def last(self, message, leaving):\n"
        "    hand(self, message, leaving)\n"
        "    os.kill(os.getpid(), 9)\n"
        "Mailer.hand = last\n"
        "from portal.cli import main\n"
        "main(['alerts', 'send'])\n"
    )
    environment = os.environ | {
        "TREMPLIN_INSTANCE": str(services.settings.instance),
        "DATABASE_URL": services.settings.database_url,
        "SMTP_URL": url,
    }
    killed = subprocess.run([sys.executable, "-c", program], env=environment, timeout=60, capture_output=True)
    assert killed.returncode == -9, killed.stderr.decode()[-500:]
    assert len(inbox.letters) == 1
    later(services)
    second = subprocess.run(
        [sys.executable, "-m", "portal.cli", "alerts", "send"], env=environment, timeout=60, capture_output=True
    )
    assert (
        second.returncode == 1 and "2\u00a0courriels envoyés. 1\u00a0courriel au sort inconnu" in second.stderr.decode()
    )
    assert sorted(recipient for [recipient], _ in inbox.letters) == [f"lectrice{n}@exemple.fr" for n in range(3)]


def test_a_server_that_is_down_is_asked_again(ready: Services, server: tuple[Inbox, str]) -> None:
    """Nothing left, so nothing is lost nor sent twice."""
    inbox, url = server
    tally = through(ready, "smtp://127.0.0.1:9")
    assert (tally.sent, tally.refused) == (0, 1) and states(ready) == [MailState.WAITING.value]
    assert through(ready, url).sent == 1 and len(inbox.letters) == 1


def test_a_server_that_always_refuses_is_left_alone(ready: Services) -> None:
    """Five tries, then the mail is marked as failed."""
    for _ in range(alert_outbox.MAX_ATTEMPTS):
        through(ready, "smtp://127.0.0.1:9")
    assert states(ready) == [MailState.FAILED.value]
    assert through(ready, "smtp://127.0.0.1:9").refused == 0


def test_the_worker_sends_by_itself_and_survives_a_failure(ready: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken run is logged: checks of dossiers must go on; the next hour sends."""
    with monkeypatch.context() as patch:
        patch.setattr(alert_outbox, "prepare", lambda *_given: 1 / 0)
        jobs.send_due_alerts(ready)
    assert letters(ready) == []
    jobs.send_due_alerts(ready)
    assert len(letters(ready)) == 1
    queue = jobs.make_tasks(ready).queue
    assert "send_alerts" in {name.rsplit(".", 1)[-1] for name in queue._registry._registry}


def test_two_runs_at_once_prepare_one_mail(ready: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second finds the address served, even when it looked before the first had written."""
    whole = alert_outbox._prepare_one

    def both(*given: Any) -> bool:
        monkeypatch.setattr(alert_outbox, "_prepare_one", whole)
        assert prepare(ready, clock.local_now()) == 1
        return whole(*given)

    monkeypatch.setattr(alert_outbox, "_prepare_one", both)
    assert prepare(ready, clock.local_now()) == 0
    assert len(states(ready)) == 1
