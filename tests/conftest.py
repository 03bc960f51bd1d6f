"""What holds for every test: where programs are promised, none is skipped for their absence; each worker has its own database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

ABSENT = "on this machine"  # every reason of a skip for want of a program holds these words


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Iterator[None]:
    """With TREMPLIN_TEST_ALL_PROGRAMS, a skip for want of a program is a failure."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    reason = str(report.longrepr)
    if report.skipped and ABSENT in reason and os.environ.get("TREMPLIN_TEST_ALL_PROGRAMS"):
        report.outcome = "failed"
        report.longrepr = f"all programs were promised, yet: {reason}"


def has_postgresql() -> bool:
    """Whether a PostgreSQL server is there for the tests."""
    return bool(os.environ.get("TREMPLIN_TEST_DATABASE_URL"))


def postgresql_url() -> str | None:
    """A PostgreSQL database that this test process has for itself, made on first use; None where there is no server."""
    given = os.environ.get("TREMPLIN_TEST_DATABASE_URL")
    if not given:
        return None
    import psycopg

    server, name = given.rsplit("/", 1)
    own = f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with psycopg.connect(given, autocommit=True) as connection:
        if not connection.execute("select 1 from pg_database where datname = %s", (own,)).fetchone():
            connection.execute(f'create database "{own}"')
    return f"{server}/{own}"


# Files whose tests are few and long. Begun last, one of them would keep a single process busy while the other is done.
_LONG = ("shared", "browser", "test_demo", "test_hostile_uploads", "test_jobs", "reading/test_bad_inputs")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first; the order within a file stays."""
    items.sort(key=lambda item: not any(name in item.nodeid for name in _LONG))
