"""Puts the parts of one instance together, without Flask: the web server, the worker and the command line share it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from portal.files import FileStore
from portal.settings import Settings
from portal.store import Store
from search.contract import Engine

if TYPE_CHECKING:
    from portal.jobs import Tasks


@dataclass
class Services:
    """What the views, the jobs and the commands work with."""

    settings: Settings

    @cached_property
    def store(self) -> Store:
        """The database."""
        return Store(self.settings.database_url)

    @cached_property
    def files(self) -> FileStore:
        """The content-addressed files."""
        return FileStore(self.settings.files)

    @cached_property
    def tasks(self) -> Tasks:
        """The queue, and what fills it."""
        from portal.jobs import make_tasks

        return make_tasks(self)

    @property
    def enqueue_check(self) -> Callable[[int], Any]:
        """Wakes a worker for the check with this id."""
        return self.tasks.check

    @property
    def enqueue_reading(self) -> Callable[[int], Any]:
        """Wakes a worker for the version of a piece of the vault with this id."""
        return self.tasks.read

    @cached_property
    def engine(self) -> Engine:
        """The search index: Whoosh in a folder, or PostgreSQL where the instance says so."""
        if self.settings.search_engine == "postgresql":
            from search.postgres_engine import PostgresEngine

            return PostgresEngine(self.settings.database_url)
        from search.whoosh_engine import WhooshEngine

        return WhooshEngine(self.settings.index)
