"""Background work. The database is the truth: the queue only wakes a worker, and a job lost with its worker is found by its lease."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, NamedTuple

from huey import Huey, RedisHuey, SqliteHuey, crontab
from sqlalchemy import or_, update

from portal import dossier_service, vault_service
from portal.settings import Settings
from portal.store import Check, CheckState, VaultVersion
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


class Tasks(NamedTuple):
    """The queue, and the functions that enqueue a check of a dossier and a reading of the vault by their ids."""

    queue: Huey
    check: Callable[[int], Any]
    read: Callable[[int], Any]


def make_tasks(services: Services) -> Tasks:
    """The queue with its tasks, and the functions that fill it."""
    queue = make_queue(services.settings)

    @queue.task(name="check_dossier")  # type: ignore[untyped-decorator]
    def check_dossier(check_id: int) -> None:
        run_check(services, check_id)

    @queue.task(name="read_vault_version")  # type: ignore[untyped-decorator]
    def read_vault_version(version_id: int) -> None:
        run_reading(services, version_id)

    @queue.periodic_task(crontab(minute="*"), name="recover_lost_checks")  # type: ignore[untyped-decorator]
    def recover_lost_checks() -> None:
        recover(services)

    # Every hour of the day: what the server refused is tried again; an address has one mail a day at most. Hours are UTC.
    @queue.periodic_task(crontab(minute="40", hour="5-19"), name="send_alerts")  # type: ignore[untyped-decorator]
    def send_alerts() -> None:
        send_due_alerts(services)

    @queue.periodic_task(crontab(minute="20", hour="3"), name="purge_vaults")  # type: ignore[untyped-decorator]
    def purge_vaults() -> None:
        with services.store.session() as session:
            vault_service.purge(session, services.files, moment())

    return Tasks(queue, check_dossier, read_vault_version)


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
    """Run every check, and every reading of the vault, that nobody works on; returns how many there were."""
    with services.store.session() as session:
        lost = dossier_service.lost_checks(session, PATIENCE)
        unread = vault_service.lost_readings(session, PATIENCE)
    for check_id in lost:
        run_check(services, check_id)
    for version_id in unread:
        run_reading(services, version_id)
    return len(lost) + len(unread)


def _claim(services: Services, table: type[Check | VaultVersion], row_id: int) -> bool:
    """Take the row for this worker; False when another has it or it is finished."""
    now = moment()
    free = (table.state == CheckState.WAITING.value) | (
        (table.state == CheckState.RUNNING.value) & or_(table.lease.is_(None), table.lease < now)
    )
    with services.store.session() as session:
        taken = session.execute(
            update(table)
            .where(table.id == row_id, free)
            .values(state=CheckState.RUNNING.value, lease=now + LEASE, started=now, attempts=table.attempts + 1)
        )
        return bool(taken.rowcount)  # type: ignore[attr-defined]


@contextmanager
def _lease_kept(services: Services, table: type[Check | VaultVersion], row_id: int) -> Iterator[None]:
    """Renew the lease while the work lasts."""
    stop = threading.Event()

    def renew() -> None:
        while not stop.wait(HEARTBEAT):
            with services.store.session() as session:
                session.execute(update(table).where(table.id == row_id).values(lease=moment() + LEASE))

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

    if not _claim(services, Check, check_id):
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
        with _lease_kept(services, Check, check_id):
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


def run_reading(services: Services, version_id: int) -> None:
    """Read a piece of the vault and keep what it says; a failure becomes a sentence on the page, never a lost job."""
    # Imported here for the same reason as in run_check.
    from portal.vault_job import UNREAD, read_version

    if not _claim(services, VaultVersion, version_id):
        return
    try:
        with services.store.session() as session:
            attempts = session.get_one(VaultVersion, version_id).attempts
        if attempts > MAX_ATTEMPTS:
            raise RuntimeError("the reading was interrupted three times")
        with _lease_kept(services, VaultVersion, version_id):
            found = read_version(services, version_id) | {"state": CheckState.DONE.value}
    except Exception:
        log.exception("reading %s failed", version_id)
        found = {"state": CheckState.FAILED.value, "problem": UNREAD}
    # A person who said meanwhile what the piece is has asked for another reading: this one is then of no use.
    mine = (VaultVersion.id == version_id) & (VaultVersion.state == CheckState.RUNNING.value)
    with services.store.session() as session:
        session.execute(update(VaultVersion).where(mine).values(lease=None, **found))
