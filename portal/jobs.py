"""Background work. The database is the truth: the queue only wakes a worker, and a job lost with its worker is found by its lease."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from huey import Huey, RedisHuey, SqliteHuey, crontab
from sqlalchemy import or_, update

from portal import dossier_service
from portal.settings import Settings
from portal.store import Check, CheckState
from portal.store.base import moment
from portal.wiring import Services

LEASE = timedelta(seconds=45)
HEARTBEAT = 10.0  # seconds
PATIENCE = timedelta(seconds=20)
MAX_ATTEMPTS = 3

log = logging.getLogger(__name__)


def make_queue(settings: Settings) -> Huey:
    """The queue: a SQLite file of the instance, or Redis when REDIS_URL is set."""
    if settings.redis_url:
        return RedisHuey("tremplin", url=settings.redis_url)
    settings.instance.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("tremplin", filename=str(settings.instance / "queue.sqlite"))


def make_tasks(services: Services) -> tuple[Huey, Callable[[int], Any]]:
    """The queue with its tasks, and the function that enqueues a check by its id."""
    queue = make_queue(services.settings)

    @queue.task(name="check_dossier")  # type: ignore[untyped-decorator]
    def check_dossier(check_id: int) -> None:
        run_check(services, check_id)

    @queue.periodic_task(crontab(minute="*"), name="recover_lost_checks")  # type: ignore[untyped-decorator]
    def recover_lost_checks() -> None:
        recover(services)

    # Every hour of the day: what the server refused is tried again; an address has one mail a day at most. Hours are UTC.
    @queue.periodic_task(crontab(minute="40", hour="5-19"), name="send_alerts")  # type: ignore[untyped-decorator]
    def send_alerts() -> None:
        send_due_alerts(services)

    return queue, check_dossier


def send_due_alerts(services: Services) -> None:
    """Send the alerts of the day. A failure is logged: the next hour tries again, and checks must go on."""
    # Imported here: only the worker sends, and it brings the search engine with it.
    from portal.alert_outbox import send_alerts
    from portal.mail import Mailer

    try:
        tally = send_alerts(services, Mailer(services.settings), moment())
    except Exception:
        log.exception("alerts not sent")
        return
    log.info("alerts: %s", tally.as_dict())


def recover(services: Services) -> int:
    """Run every check nobody works on; returns how many there were."""
    with services.store.session() as session:
        lost = dossier_service.lost_checks(session, PATIENCE)
    for check_id in lost:
        run_check(services, check_id)
    return len(lost)


def _claim(services: Services, check_id: int) -> bool:
    """Take the check for this worker; False when another has it or it is finished."""
    now = moment()
    free = (Check.state == CheckState.WAITING.value) | (
        (Check.state == CheckState.RUNNING.value) & or_(Check.lease.is_(None), Check.lease < now)
    )
    with services.store.session() as session:
        taken = session.execute(
            update(Check)
            .where(Check.id == check_id, free)
            .values(state=CheckState.RUNNING.value, lease=now + LEASE, started=now, attempts=Check.attempts + 1)
        )
        return bool(taken.rowcount)  # type: ignore[attr-defined]


@contextmanager
def _lease_kept(services: Services, check_id: int) -> Iterator[None]:
    """Renew the lease while the work lasts."""
    stop = threading.Event()

    def renew() -> None:
        while not stop.wait(HEARTBEAT):
            with services.store.session() as session:
                session.execute(update(Check).where(Check.id == check_id).values(lease=moment() + LEASE))

    thread = threading.Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def run_check(services: Services, check_id: int) -> None:
    """Examine a dossier and keep the report; a failure becomes a sentence on the page, never a lost job."""
    # Imported here: the web process enqueues checks but must never load the checker and its language tools.
    from portal.check_job import examine

    if not _claim(services, check_id):
        return

    def tell(step: str, progress: int) -> None:
        with services.store.session() as session:
            session.execute(update(Check).where(Check.id == check_id).values(step=step, progress=progress))

    with services.store.session() as session:
        attempts = session.get_one(Check, check_id).attempts
    if attempts > MAX_ATTEMPTS:
        _finish(services, check_id, None, "La vérification s'est interrompue trois fois. L'équipe en est informée.")
        return
    try:
        with _lease_kept(services, check_id):
            report = examine(services, check_id, tell)
        _finish(services, check_id, report, None)
    except Exception:
        log.exception("check %s failed", check_id)
        _finish(
            services,
            check_id,
            None,
            "La vérification n'a pas pu aller au bout. Vos fichiers sont bien enregistrés : relancez-la, "
            "ou demandez de l'aide à l'équipe.",
        )


def _finish(services: Services, check_id: int, report: dict[str, Any] | None, error: str | None) -> None:
    with services.store.session() as session:
        check = session.get(Check, check_id)
        if check is None:  # the dossier was deleted meanwhile
            return
        check.state = (CheckState.FAILED if error else CheckState.DONE).value
        check.report, check.error, check.finished, check.lease = report, error, moment(), None
        check.step, check.progress = ("Vérification interrompue" if error else "Vérification terminée"), 100
