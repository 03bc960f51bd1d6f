"""A national snapshot: 1.5 million contracts by resampling, and the time of a report beside plain Python.

    python benchmarks/observatory_scale.py [CONTRACTS]

The tables are resampled in DuckDB from a small built snapshot; both sides compute the same flagship share (PL_nb)
and must agree. Prints one JSON line.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from observatory import Snapshot, build_snapshot, open_snapshot, report
from procurement.models.award import Award, Winner
from procurement.models.company import Company, Establishment, SizeCategory
from procurement.models.place import Place
from procurement.nomenclature import places

SEED_CONTRACTS = 5000


def seed(folder: Path) -> Snapshot:
    """A small snapshot of invented contracts, the same at each run."""
    chance = random.Random(1)
    communes = [c for c in places.communes() if c.siren and c.epci]
    firms = [f"{n:09d}00001" for n in range(100_000_000, 100_002_000)]
    companies = [_company(number, chance.choice(communes).insee, chance) for number in firms]
    awards = [
        _award(n, chance.choice(communes).siren or "", chance.choice(firms), chance) for n in range(SEED_CONTRACTS)
    ]
    return build_snapshot(awards, companies, [], folder)


def _company(number: str, insee: str, chance: random.Random) -> Company:
    size = chance.choice([SizeCategory.PME, SizeCategory.PME, SizeCategory.ETI, SizeCategory.GE, None])
    seat = Establishment(number, place=Place(commune=insee), active=True, is_head_office=True, staff_band="11")
    return Company(number[:9], number, size=size, staff_band="11", head_office=seat, establishments=(seat,))


def _award(number: int, buyer: str, firm: str, chance: random.Random) -> Award:
    return Award(
        uid=f"{buyer}{number}",
        id=str(number),
        source="bench",
        buyer_siret=buyer + "00011",
        buyer_name=buyer,
        object=f"Objet {number}",
        cpv=chance.choice(["45210000", "71000000", "33600000"]),
        notified=date(2024, 1, 1) + timedelta(days=chance.randrange(366)),
        amount=Decimal(chance.randrange(25_000, 900_000)),
        winners=(Winner(id=firm, siret=firm),),
        offers_received=chance.randrange(1, 9),
    )


def enlarge(small: Snapshot, folder: Path, contracts: int) -> Snapshot:
    """The same rows repeated under new numbers until there are `contracts`."""
    copies = contracts // small.awards
    folder.mkdir()
    con = duckdb.connect()
    for name in ("contracts", "lines"):
        source, target = small.folder / f"{name}.parquet", folder / f"{name}.parquet"
        con.execute(
            f"""COPY (SELECT * REPLACE (contract + r.range * {small.awards} AS contract)
            FROM read_parquet('{source}'), range({copies}) r) TO '{target}' (FORMAT parquet)"""
        )
    con.close()
    (folder / "snapshot.json").write_text(
        (small.folder / "snapshot.json").read_text(encoding="utf-8"), encoding="utf-8"
    )
    return open_snapshot(folder)


def plain_python(large: Snapshot) -> float:
    """PL_nb by loops over dictionaries, the local EPCI already read."""
    kept = {r["contract"] for r in _rows(large, "contracts", ["contract", "year", "in_scope"]) if _counted(r)}
    yes = known = 0.0
    for row in _rows(large, "lines", ["contract", "weight", "sme", "declared_epci"]):
        if row["contract"] in kept and row["sme"] is not None and row["declared_epci"] is not None:
            known += row["weight"]
            yes += row["weight"] if row["sme"] and row["declared_epci"] else 0
    return yes / known


def _counted(row: dict[str, object]) -> bool:
    return bool(row["in_scope"]) and row["year"] == 2024


def _rows(large: Snapshot, name: str, columns: list[str]) -> list[dict[str, object]]:
    return list(pq.read_table(large.folder / f"{name}.parquet", columns=columns).to_pylist())


def main() -> None:
    """Print the measures as one JSON line."""
    contracts = int(sys.argv[1]) if len(sys.argv) > 1 else 1_500_000
    with tempfile.TemporaryDirectory() as name:
        start = time.perf_counter()
        small = seed(Path(name) / "small")
        built = time.perf_counter()
        large = enlarge(small, Path(name) / "large", contracts)
        ready = time.perf_counter()
        flagship = report(large, ["62"], 2024, "departement").get("N").value
        one = time.perf_counter()
        whole = report(large, [], 2024, "epci").get("PL_nb").value or 0.0
        national = time.perf_counter()
        peer = plain_python(large)
        end = time.perf_counter()
        if abs(whole - peer) > 1e-6:
            raise SystemExit(f"The two sides disagree: {whole} and {peer}.")
        figures = {
            "contracts": contracts,
            "build_per_1000_s": round((built - start) * 1000 / SEED_CONTRACTS, 3),
            "report_one_departement_s": round(one - ready, 2),
            "contracts_of_departement": flagship,
            "report_whole_country_s": round(national - one, 2),
            "plain_python_one_indicator_s": round(end - national, 2),
        }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
