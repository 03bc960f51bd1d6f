"""A check survives the death of its worker, and a dossier is examined once at a time."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from portal import dossier_service, jobs
from portal.demo.dossiers import rules_of_consultation
from portal.store import Check, CheckState, Dossier, Firm, Side
from portal.store.base import moment
from portal.wiring import Services
from tests.portal.test_store import a_notice


@pytest.fixture
def check_id(services: Services) -> int:
    """A waiting check of a dossier that holds an invented RC."""
    with services.store.session() as session:
        firm = Firm(siret="99046692200012", name="Peinture Exemple")
        session.add(firm)
        session.flush()
        dossier = dossier_service.create(session, firm, None, "Peinture")
        body = rules_of_consultation(a_notice(reference="REF-7"))
        dossier_service.add_file(session, services.files, dossier, Side.BUYER, "RC.pdf", io.BytesIO(body))
        return dossier_service.ask_check(session, dossier).id


def state(services: Services, check_id: int) -> Check:
    with services.store.session() as session:
        return session.get_one(Check, check_id)


def test_a_check_gives_a_report(services: Services, check_id: int) -> None:
    jobs.run_check(services, check_id)
    done = state(services, check_id)
    assert done.state == CheckState.DONE.value, done.error
    assert done.report is not None
    assert done.report["schema"] == "tremplin.report/1"
    kinds = {one["kind"] for one in done.report["consultation"]["candidature_documents"]}
    assert {"dc1", "dc2", "rc_pro", "references"} <= kinds


def test_a_check_already_taken_is_left_alone(services: Services, check_id: int) -> None:
    with services.store.session() as session:
        later = moment() + timedelta(minutes=5)
        session.execute(update(Check).values(state=CheckState.RUNNING.value, lease=later, attempts=1))
    jobs.run_check(services, check_id)
    assert state(services, check_id).attempts == 1
    assert jobs.recover(services) == 0


def test_a_check_whose_lease_ran_out_is_run_again(services: Services, check_id: int) -> None:
    with services.store.session() as session:
        session.execute(
            update(Check).values(state=CheckState.RUNNING.value, lease=moment() - timedelta(seconds=1), attempts=1)
        )
    assert jobs.recover(services) == 1
    assert state(services, check_id).state == CheckState.DONE.value


def test_a_check_that_always_dies_says_so(services: Services, check_id: int) -> None:
    with services.store.session() as session:
        session.execute(
            update(Check).values(
                state=CheckState.RUNNING.value, lease=moment() - timedelta(seconds=1), attempts=jobs.MAX_ATTEMPTS
            )
        )
    jobs.recover(services)
    failed = state(services, check_id)
    assert failed.state == CheckState.FAILED.value
    assert failed.error and "trois fois" in failed.error


def test_asking_twice_makes_one_check(services: Services, check_id: int) -> None:
    with services.store.session() as session:
        dossier = session.get_one(Check, check_id).dossier
        assert dossier_service.ask_check(session, dossier).id == check_id


def test_deleting_a_dossier_takes_its_bytes_away(services: Services, check_id: int) -> None:
    with services.store.session() as session:
        dossier_service.delete_dossier(session, services.files, session.get_one(Check, check_id).dossier)
    assert [one for one in services.settings.files.rglob("*") if one.is_file()] == []
    with services.store.session() as session:
        assert session.query(Dossier).count() == 0
    jobs.run_check(services, check_id)  # a job for what is gone does nothing


def test_killing_the_worker_in_mid_check_loses_nothing(services: Services, check_id: int) -> None:
    """kill -9 while the check runs, then another worker: the report comes."""
    environment = os.environ | {
        "TREMPLIN_INSTANCE": str(services.settings.instance),
        "DATABASE_URL": services.settings.database_url,
    }
    environment.pop("REDIS_URL", None)
    command = [sys.executable, "-m", "portal.cli", "worker"]
    with services.store.session() as session:  # old enough to be found without the queue
        session.execute(update(Check).values(asked=moment() - timedelta(minutes=5)))
    first = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        wait_for(services, check_id, {CheckState.RUNNING.value, CheckState.DONE.value}, 60)
    finally:
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
    if state(services, check_id).state == CheckState.DONE.value:
        pytest.fail("the check ended before it could be interrupted: make it longer")
    with services.store.session() as session:  # the lease runs out by itself; here we do not wait for it
        session.execute(update(Check).values(lease=moment() - timedelta(seconds=1)))
    second = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        wait_for(services, check_id, {CheckState.DONE.value}, 90)
    finally:
        os.killpg(second.pid, signal.SIGKILL)
        second.wait()
    assert state(services, check_id).attempts == 2


def test_with_redis_the_worker_is_woken_at_once(services: Services, check_id: int) -> None:
    """Several machines share one queue: what the web enqueues, a worker elsewhere runs."""
    url = os.environ.get("TREMPLIN_TEST_REDIS_URL")
    if not url:
        pytest.skip("there is no Redis for tests on this machine (TREMPLIN_TEST_REDIS_URL names none)")
    shared = Services(replace(services.settings, redis_url=url))
    environment = os.environ | {
        "TREMPLIN_INSTANCE": str(services.settings.instance),
        "DATABASE_URL": services.settings.database_url,
        "REDIS_URL": url,
    }
    command = [sys.executable, "-m", "portal.cli", "worker"]
    shared.enqueue_check(check_id)
    worker = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        wait_for(services, check_id, {CheckState.DONE.value}, 90)
    finally:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
    assert state(services, check_id).attempts == 1


def wait_for(services: Services, check_id: int, wanted: set[str], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if state(services, check_id).state in wanted:
            return
        time.sleep(0.02)
    pytest.fail(f"the check stayed {state(services, check_id).state}")
