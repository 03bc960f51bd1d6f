"""A snapshot: the awards of one moment, frozen as Parquet beside the hash of their content."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from observatory.contracts import gather
from observatory.firms import Firms
from observatory.quality import rules
from observatory.tables import SCHEMAS, Row, digest, rows, table_of
from procurement.models.award import Award
from procurement.models.company import Company

METHOD = "2"  # number of the method: any change of a definition changes it


_VIEWS = {"lines": "winners_lines"}


class SnapshotError(ValueError):
    """The folder holds no snapshot that can be read; the message is a French sentence."""


@dataclass(frozen=True)
class Snapshot:
    """A frozen set of contracts. `sources` are dicts {name, records, flags}; `quality` counts flags over all."""

    folder: Path
    sha256: str
    awards: int
    sources: tuple[dict[str, Any], ...]
    quality: dict[str, int]
    years: tuple[int, ...]

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection in memory: `contracts`, `winners_lines`, `subcontracts`. The caller closes it."""
        con = duckdb.connect(":memory:", config={"threads": 2})
        for name in SCHEMAS:
            path = str(self.folder / f"{name}.parquet").replace("'", "''")
            con.execute(f"CREATE VIEW {_VIEWS.get(name, name)} AS SELECT * FROM read_parquet('{path}')")
        return con

    def verify(self) -> bool:
        """Whether the tables on disk still have the content the hash names."""
        tables = {name: pq.read_table(self.folder / f"{name}.parquet", schema=SCHEMAS[name]) for name in SCHEMAS}
        return digest(tables) == self.sha256


def build_snapshot(
    awards: Iterable[Award],
    companies: Iterable[Company] | Mapping[str, Company],
    sources_info: Iterable[Mapping[str, Any]],
    folder: Path,
) -> Snapshot:
    """Write a snapshot in `folder` (created, replaced when it holds one) and open it.

    `sources_info`: dicts with `name` and, when known, `records` (records read from that source). Building twice from
    the same awards, in any order, gives the same hash. Raises `OSError` when the folder cannot be written.
    """
    found = rows(gather(awards), Firms(companies))
    tops = found["contracts"]
    tables = {name: table_of(name, found[name]) for name in SCHEMAS}
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet")
    meta = {
        "schema": "tremplin.snapshot/1",
        "method": METHOD,
        "sha256": digest(tables),
        "awards": len(tops),
        "sources": _sources(tops, sources_info),
        "quality": dict(sorted(Counter(f for row in tops for f in row["flags"]).items())),
        "years": sorted({row["year"] for row in tops if row["in_scope"] and row["year"]}),
    }
    text = json.dumps(meta, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "snapshot.json").write_text(text, encoding="utf-8")
    return open_snapshot(folder)


def open_snapshot(folder: Path) -> Snapshot:
    """The snapshot of a folder. Raises `SnapshotError` when there is none."""
    try:
        meta = json.loads((folder / "snapshot.json").read_text(encoding="utf-8"))
        found = Snapshot(
            folder=folder,
            sha256=meta["sha256"],
            awards=meta["awards"],
            sources=tuple(meta["sources"]),
            quality=meta["quality"],
            years=tuple(meta["years"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        sentence = f"Le dossier {folder.name} ne contient pas d'instantané lisible : reconstruisez-le."
        raise SnapshotError(sentence) from error
    if not all((folder / name).is_file() for name in (f"{table}.parquet" for table in SCHEMAS)):
        raise SnapshotError(f"Il manque une table dans l'instantané {folder.name} : reconstruisez-le.")
    return found


def snapshot_to_json(snapshot: Snapshot) -> dict[str, Any]:
    """What a snapshot is, as plain JSON values (`tremplin.snapshot/1`)."""
    return {
        "schema": "tremplin.snapshot/1",
        "sha256": snapshot.sha256,
        "awards": snapshot.awards,
        "sources": list(snapshot.sources),
        "quality": snapshot.quality,
        "years": list(snapshot.years),
        "method": METHOD,
    }


def quality_labels() -> dict[str, str]:
    """The French sentence of each rule of quality, by code."""
    return {rule.code: rule.label for rule in rules()}


def _sources(tops: list[Row], sources_info: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What each source gave, and the flags of its records; sources met but not announced are added."""
    flags: dict[str, Counter[str]] = {}
    counts: Counter[str] = Counter()
    for row in tops:
        counts[row["source"]] += 1
        flags.setdefault(row["source"], Counter()).update(row["flags"])
    announced = {str(info["name"]): dict(info) for info in sources_info}
    names = sorted({*announced, *counts})
    return [
        {
            **announced.get(name, {"name": name}),
            "records": announced.get(name, {}).get("records", counts[name]),
            "flags": dict(sorted(flags.get(name, Counter()).items())),
        }
        for name in names
    ]
