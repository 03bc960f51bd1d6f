"""The two engines behind one contract: every test that takes `engine` runs on both."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from search.contract import Engine
from search.postgres_engine import PostgresEngine
from search.whoosh_engine import WhooshEngine
from tests.search.examples import NOTICES

DATABASE = os.environ.get("TREMPLIN_TEST_DATABASE_URL", "")


def postgres_engine() -> PostgresEngine:
    """An engine on an empty index; skips without a database."""
    if not urlsplit(DATABASE).scheme.startswith("postgresql"):
        pytest.skip("TREMPLIN_TEST_DATABASE_URL ne nomme pas de base PostgreSQL")
    with psycopg.connect(DATABASE) as base:
        base.execute("drop schema if exists tremplin_search cascade")
    return PostgresEngine(DATABASE)


@pytest.fixture(params=["whoosh", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine without an index."""
    yield WhooshEngine(tmp_path / "index") if request.param == "whoosh" else postgres_engine()


@pytest.fixture
def engine(empty: Engine) -> Engine:
    """An engine that holds the examples."""
    empty.rebuild(NOTICES)
    return empty
