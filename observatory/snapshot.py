"""A snapshot: the awards of one moment, frozen as Parquet beside the hash of their content."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from observatory.assembly import assemble
from observatory.contracts import put_together
from observatory.firms import Firms
from observatory.places import load_places, load_register
from observatory.quality import rules
from observatory.records import load
from observatory.tables import SCHEMAS, digest
from procurement.models.award import Award
from procurement.models.company import Company

METHOD = "4"  # number of the method: any change of a definition changes it
# The working base is thrown away: it need not be made safe at every batch.
_WORK: dict[str, str | bool | int | float | list[str]] = {
    "threads": 2,
    "memory_limit": "1GB",
    "checkpoint_threshold": "1TB",
}
_NO_RATES = "SELECT NULL::VARCHAR AS local WHERE FALSE"  # a snapshot of before: rates are computed when asked
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

    def __hash__(self) -> int:
        """By content: what is computed on a snapshot can be kept for as long as it is the same."""
        return hash(self.sha256)

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection in memory: `contracts`, `winners_lines`, `subcontracts`. The caller closes it."""
        con = duckdb.connect(":memory:", config={"threads": 2})
        for name in SCHEMAS:
            path = str(self.folder / f"{name}.parquet").replace("'", "''")
            con.execute(f"CREATE VIEW {_VIEWS.get(name, name)} AS SELECT * FROM read_parquet('{path}')")
        rates = self.folder / "expected.parquet"
        path = str(rates).replace("'", "''")
        found = f"FROM read_parquet('{path}')" if rates.is_file() else _NO_RATES
        con.execute(f"CREATE VIEW expected_rates AS {found}")
        return con

    def verify(self) -> bool:
        """Whether the tables on disk still have the content the hash names."""
        return digest(self.folder) == self.sha256


def build_snapshot(
    awards: Iterable[Award],
    companies: Iterable[Company] | Mapping[str, Company],
    sources_info: Iterable[Mapping[str, Any]],
    folder: Path,
) -> Snapshot:
    """Write a snapshot in `folder` (created, replaced when it holds one) and open it.

    Awards are read to their end first, then companies, then `sources_info`: dicts with `name` and, when known, `records` (records read from that source). Building twice from
    the same awards, in any order, gives the same hash. Raises `OSError` when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "snapshot.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two snapshots of one folder wait for each other; a dead one holds nothing
        for left in folder.glob("work-*"):  # a snapshot that was cut short leaves its working base
            shutil.rmtree(left, ignore_errors=True)
        with TemporaryDirectory(dir=folder, prefix="work-") as work:
            _write(Path(work), awards, companies, sources_info)
            for name in (*(f"{table}.parquet" for table in SCHEMAS), "expected.parquet", "snapshot.json"):
                (Path(work) / name).replace(folder / name)
    return open_snapshot(folder)


def _write(
    work: Path,
    awards: Iterable[Award],
    companies: Iterable[Company] | Mapping[str, Company],
    sources_info: Iterable[Mapping[str, Any]],
) -> None:
    """The tables and the description of a snapshot, in `work`."""
    con = duckdb.connect(str(work / "work.duckdb"), config=_WORK)
    try:
        load(con, awards)
        put_together(con)
        firms = Firms(companies)
        load_register(con, firms)
        load_places(con, firms)
        assemble(con, work)
        told = _told(con, sources_info)
    finally:
        con.close()
    meta = {"schema": "tremplin.snapshot/1", "method": METHOD, "sha256": digest(work), **told}
    text = json.dumps(meta, ensure_ascii=False, indent=1, sort_keys=True)
    (work / "snapshot.json").write_text(text, encoding="utf-8")


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


def _told(con: duckdb.DuckDBPyConnection, sources_info: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """How many contracts, which years, the flags of all; what each source gave, those not announced added."""
    counts = dict(con.execute("SELECT source, count(*) FROM contracts GROUP BY 1").fetchall())
    records = dict(con.execute("SELECT source, count(*) FROM records GROUP BY 1").fetchall())
    flags: dict[str, dict[str, int]] = {name: {} for name in counts}
    found = "SELECT source, flag, count(*) FROM (SELECT source, unnest(flags) AS flag FROM contracts) GROUP BY ALL"
    quality: Counter[str] = Counter()
    for name, flag, count in con.execute(f"{found} ORDER BY ALL").fetchall():
        flags[name][flag] = count
        quality[flag] += count
    years = con.execute("SELECT DISTINCT year FROM contracts WHERE in_scope ORDER BY 1").fetchall()
    announced = {str(info["name"]): dict(info) for info in sources_info}
    sources = [
        {
            **announced.get(name, {"name": name}),
            "records": announced.get(name, {}).get("records", records.get(name, 0)),
            "flags": flags.get(name, {}),
        }
        for name in sorted({*announced, *counts})
    ]
    return {
        "awards": sum(counts.values()),
        "sources": sources,
        "quality": dict(sorted(quality.items())),
        "years": [year for (year,) in years],
    }
