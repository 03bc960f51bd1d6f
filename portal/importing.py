"""Brings files of a source into the database, in batches, and keeps a line about each run. No Flask here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from portal import award_facts, importing_awards
from portal.store import ImportRun
from portal.store.base import moment
from portal.store.imports import keep
from portal.wiring import Services
from procurement import attribution
from procurement.models import Award, Company, Notice
from procurement.sources.base import Record, Source
from procurement.sources.boamp import BoampSource
from procurement.sources.decp import DecpSource
from procurement.sources.run import ImportTally, run
from procurement.sources.sirene import SireneSource
from procurement.sources.ted import TedSource

BATCH = 500
FACTS_FROM = ("decp", "sirene")  # what « Je peux y aller » counts comes from these


def source_named(name: str) -> Source:
    """The source called boamp, ted, decp or sirene. Raises KeyError."""
    known: dict[str, Callable[[], Source]] = {
        "boamp": BoampSource,
        "ted": TedSource,
        "decp": DecpSource,
        "sirene": SireneSource,
    }
    return known[name]()


@dataclass
class Imported:
    """What an import did: the tally of the source, and what changed in the database."""

    tally: ImportTally
    changed: int = 0
    unchanged: int = 0
    awards: importing_awards.FromNotices | None = None  # of the whole instance, when notices were read


class _Batches:
    """A sink that writes every BATCH objects, so that memory stays small and a crash loses at most a batch."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.waiting: list[Notice | Award | Company] = []
        self.changed = self.unchanged = 0
        self.notice_ids: list[str] = []

    def __call__(self, record: Record) -> None:
        self.waiting.append(record)
        if isinstance(record, Notice):
            self.notice_ids.append(record.id)
        if len(self.waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        with self.services.store.session() as session:
            changed, unchanged = keep(session, self.waiting)
        self.changed += changed
        self.unchanged += unchanged
        self.waiting.clear()


def read_only(source: Source, paths: Iterable[Path]) -> Imported:
    """Read and parse without keeping anything."""
    notices: list[Notice] = []

    def told(record: Record) -> None:
        if isinstance(record, Notice) and attribution.speaks(record):
            notices.append(record)

    tally = run(source, paths, told)
    return Imported(tally, awards=importing_awards.told(notices) if source.name in attribution.SOURCES else None)


def note_failure(services: Services, source: Source, error: str) -> None:
    """Keep that a source did not answer: the pages then say so."""
    with services.store.session() as session:
        session.add(ImportRun(source=source.name, error=error[:2000]))


def import_files(services: Services, source: Source, paths: Iterable[Path]) -> Imported:
    """Read, parse and keep; what failed is kept raw in the instance's `failed` folder."""
    with services.store.session() as session:
        row = ImportRun(source=source.name)
        session.add(row)
        session.flush()
        run_id = row.id
    sink = _Batches(services)
    try:
        tally = run(source, paths, sink, services.settings.instance / "failed")
        sink.flush()
    except Exception as error:
        with services.store.session() as session:
            session.get_one(ImportRun, run_id).error = f"{type(error).__name__}: {error}"[:2000]
        raise
    with services.store.session() as session:
        row = session.get_one(ImportRun, run_id)
        row.finished, row.done, row.unchanged = moment(), tally.done, sink.unchanged
        row.skipped, row.failed = dict(tally.skipped), dict(tally.failed)
    awards = importing_awards.rebuild(services) if sink.changed or source.name in attribution.SOURCES else None
    if (sink.changed and source.name in FACTS_FROM) or (awards and awards.changed):
        award_facts.rebuild(services)
    return Imported(tally, sink.changed, sink.unchanged, awards if source.name in attribution.SOURCES else None)
