"""Brings the database of an instance to the present tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from portal.store import Base, Store


def config(connection: Connection | None = None) -> Config:
    """The Alembic configuration, made here so that no file names a database."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    made.attributes["connection"] = connection
    return made


def upgrade(store: Store) -> None:
    """Apply every migration not yet applied; doing it twice changes nothing."""
    with store.engine.begin() as connection:
        command.upgrade(config(connection), "head")


def differences(store: Store) -> list[Any]:
    """What the migrations would still have to do for the database to match the models: empty when in step."""
    with store.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))
