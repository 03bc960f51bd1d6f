"""The two engines behind one contract: every test that takes `engine` runs on both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from search.contract import Engine
from search.postgres_engine import PostgresEngine
from search.whoosh_engine import WhooshEngine
from tests.conftest import has_postgresql, postgresql_url
from tests.search.examples import NOTICES


def postgres_engine() -> PostgresEngine:
    """An engine on an empty index; skips without a database."""
    url = postgresql_url()
    if url is None:
        pytest.skip("no PostgreSQL for tests on this machine (TREMPLIN_TEST_DATABASE_URL names none)")
    with psycopg.connect(url) as base:
        base.execute("drop schema if exists tremplin_search cascade")
    return PostgresEngine(url)


@pytest.fixture(params=["whoosh", *(["postgresql"] if has_postgresql() else [])])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine without an index."""
    yield WhooshEngine(tmp_path / "index") if request.param == "whoosh" else postgres_engine()


@pytest.fixture
def engine(empty: Engine) -> Engine:
    """An engine that holds the examples."""
    empty.rebuild(NOTICES)
    return empty
