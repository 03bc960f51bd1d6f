"""The figures a page asks for: written beforehand for the territory, else computed once and kept. No Flask here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import observatory
from portal import observatory_page
from portal.observing import write_atomically
from portal.settings import Settings

ESTABLISHMENTS = {
    "declared": "l'établissement déclaré (celui qui a signé)",
    "head_office": "le siège de l'entreprise",
    "presence": "au moins un établissement avec salariés",
}
LOCALS = ("epci", "departement", "commune", "distance:50")
KEPT = 400  # reports of narrowed questions kept on disk: anyone can ask, nobody can fill the disk
NARROWING = {"acheteur": "buyer", "cpv": "cpv", "taille": "size", "epci": "epci"}

# What a page computes on a frozen snapshot is kept in memory: asked again, it is not computed again.
compared = lru_cache(maxsize=64)(observatory.compare)
pictured = lru_cache(maxsize=64)(observatory.trade_picture)
notices_weighed = lru_cache(maxsize=64)(observatory.notices_effect)
flags_counted = lru_cache(maxsize=64)(observatory.flag_counts)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a page asks: a year, a definition of local and of the establishment, what narrows."""

    year: int | None = None
    local: str | None = None
    establishment: str = "declared"
    buyer: str | None = None
    cpv: str | None = None
    size: str | None = None
    epci: str | None = None
    every_year: bool = False

    def only(self) -> dict[str, str]:
        """What narrows, by name."""
        found = {name: getattr(self, name) for name in ("buyer", "cpv", "size", "epci")}
        return {name: value for name, value in found.items() if value}


def from_args(args: Mapping[str, str]) -> Asked:
    """The question of an address. Raises `QuestionError` on a year that is no number."""
    year = args.get("annee", "").strip()
    if year and not (year.isdigit() and len(year) == 4) and year != "toutes":
        raise observatory.QuestionError(f"« {year} » n'est pas une année.")
    narrow = {name: args[word].strip() or None for word, name in NARROWING.items() if word in args}
    establishment = args.get("etablissement") or "declared"
    if establishment not in ESTABLISHMENTS:
        raise observatory.QuestionError(f"Établissement « {establishment} » inconnu.")
    known = int(year) if year.isdigit() else None
    return Asked(known, args.get("local") or None, establishment, every_year=year == "toutes", **narrow)


@lru_cache(maxsize=4)
def _opened(folder: Path, stamp: int) -> observatory.Snapshot:
    return observatory.open_snapshot(folder)


def snapshot(settings: Settings) -> observatory.Snapshot | None:
    """The snapshot of the instance, or None; opened again when it is replaced."""
    folder = settings.snapshots / "snapshot"
    try:
        return _opened(folder, (folder / "snapshot.json").stat().st_mtime_ns)
    except (OSError, observatory.SnapshotError):
        return None


@lru_cache(maxsize=64)
def _parsed(path: Path, stamp: int) -> observatory.Report:
    return observatory.report_from_json(json.loads(path.read_text(encoding="utf-8")))


def read(path: Path) -> observatory.Report | None:
    """The report of a file, parsed once; None when there is none."""
    try:
        return _parsed(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def ask(settings: Settings, asked: Asked) -> observatory.Report | None:
    """The report that answers; None when the instance has no figures. Raises `QuestionError` on an impossible question."""
    plain = not asked.only() and asked.establishment == "declared" and not asked.every_year
    written = observatory_page.path_of(settings.snapshots, asked.year, asked.local) if plain else None
    if written and (found := read(written)):
        return found
    taken = snapshot(settings)
    if taken is None or (asked.year is not None and asked.year not in taken.years):
        return None
    return _computed(settings, taken, _question(settings, taken, asked))


def question(settings: Settings, asked: Asked) -> observatory.Question | None:
    """The question of a page, its defaults filled in; None without a snapshot."""
    taken = snapshot(settings)
    return _question(settings, taken, asked) if taken else None


def _question(settings: Settings, taken: observatory.Snapshot, asked: Asked) -> observatory.Question:
    latest = observatory_page.default_year(taken.years)
    year = None if asked.every_year else asked.year or latest
    local = asked.local or "epci"
    return observatory.Question(settings.territory, year, local, asked.establishment, **asked.only())


def _computed(settings: Settings, taken: observatory.Snapshot, asked: observatory.Question) -> observatory.Report:
    name = hashlib.sha256(f"{taken.sha256}|{asked}".encode()).hexdigest()[:32]
    folder = settings.instance / "observatory-cache"
    path = folder / f"{name}.json"
    if found := read(path):
        return found
    made = observatory.report(taken, asked.territory, asked.year, asked.local, asked.establishment, **asked.only())
    write_atomically(path, json.dumps(observatory.report_to_json(made), ensure_ascii=False, default=float))
    for old in sorted(folder.glob("*.json"), key=lambda one: one.stat().st_mtime, reverse=True)[KEPT:]:
        old.unlink(missing_ok=True)
    return made


def of_buyer(settings: Settings, siret: str, local: str | None = None) -> observatory.Report | None:
    """Every year of one buyer, wherever it is; None without a snapshot or without a contract of this buyer."""
    taken = snapshot(settings)
    if taken is None:
        return None
    asked = replace(_question(settings, taken, Asked(local=local, buyer=siret, every_year=True)), territory=())
    found = _computed(settings, taken, asked)
    return found if found.get("N").n else None
