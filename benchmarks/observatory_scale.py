"""A national observatory: 1.5 million contracts by resampling, the time of each step, beside pyarrow in the same run.

    python benchmarks/observatory_scale.py [CONTRACTS]

Awards are invented, built once as a snapshot by the engine itself (its cost per thousand is told), then repeated in
DuckDB. Both sides compute the flagship share of every EPCI and year and must agree. Prints one JSON line.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow.compute as pc
import pyarrow.parquet as pq

from observatory import Snapshot, build_snapshot, open_snapshot, panel, report
from procurement.models.award import Award, Winner
from procurement.models.company import Company, Establishment, SizeCategory
from procurement.models.place import Place
from procurement.nomenclature import places

SEED_CONTRACTS = 30_000
YEARS = range(2020, 2026)
SIZES = [SizeCategory.PME, SizeCategory.PME, SizeCategory.ETI, SizeCategory.GE, None]


def seed(folder: Path, contracts: int = SEED_CONTRACTS) -> Snapshot:
    """A small snapshot of invented contracts, the same at each run, with buyers in every EPCI."""
    chance = random.Random(1)
    by_epci: dict[str, str] = {c.epci: c.siren for c in places.communes() if c.siren and c.epci}
    communes = [c for c in places.communes() if c.siren and c.epci]
    buyers = list(by_epci.values())
    firms = [f"{n:09d}00001" for n in range(100_000_000, 100_004_000)]
    companies = [_company(number, chance.choice(communes).insee, chance) for number in firms]
    awards = [_award(n, buyers[n % len(buyers)], chance.choice(firms), chance) for n in range(contracts)]
    return build_snapshot(awards, companies, [], folder)


def _company(number: str, insee: str, chance: random.Random) -> Company:
    seat = Establishment(number, place=Place(commune=insee), active=True, is_head_office=True, staff_band="11")
    return Company(
        number[:9],
        number,
        size=chance.choice(SIZES),
        staff_band="11",
        head_office=seat,
        establishments=(seat,),
    )


def _award(number: int, buyer: str, firm: str, chance: random.Random) -> Award:
    day = date(YEARS[0], 1, 1) + timedelta(days=chance.randrange(365 * len(YEARS)))
    return Award(
        uid=f"{buyer}{number}",
        id=str(number),
        source="bench",
        buyer_siret=buyer + "00011",
        buyer_name=buyer,
        object=f"Objet {number}",
        cpv=chance.choice(["45210000", "71000000", "33600000"]),
        notified=day,
        amount=Decimal(chance.randrange(25_000, 900_000)),
        winners=(Winner(id=firm, siret=firm),),
        offers_received=chance.randrange(1, 9),
    )


def enlarge(small: Snapshot, folder: Path, contracts: int) -> Snapshot:
    """The same rows repeated under new numbers until there are `contracts`."""
    copies = contracts // small.awards
    folder.mkdir(parents=True)
    con = duckdb.connect()
    for name in ("contracts", "lines", "subcontracts"):
        source, target = small.folder / f"{name}.parquet", folder / f"{name}.parquet"
        con.execute(
            f"""COPY (SELECT * REPLACE (contract + r.range * {small.awards} AS contract)
            FROM read_parquet('{source}'), range({copies}) r) TO '{target}' (FORMAT parquet)"""
        )
    con.close()
    meta = json.loads((small.folder / "snapshot.json").read_text(encoding="utf-8"))
    (folder / "snapshot.json").write_text(json.dumps(meta | {"awards": contracts}), encoding="utf-8")
    return open_snapshot(folder)


def with_pyarrow(large: Snapshot) -> dict[tuple[str, int], float]:
    """PL_nb of every EPCI and year with pyarrow alone (the local answer already read)."""
    tops = pq.read_table(large.folder / "contracts.parquet", columns=["contract", "year", "buyer_epci", "in_scope"])
    lines = pq.read_table(large.folder / "lines.parquet", columns=["contract", "weight", "sme", "declared_epci"])
    lines = lines.filter(pc.and_(pc.is_valid(lines["sme"]), pc.is_valid(lines["declared_epci"])))
    both = lines.join(tops.filter(tops["in_scope"]), "contract", join_type="inner")
    yes = pc.multiply(both["weight"], pc.cast(pc.and_(both["sme"], both["declared_epci"]), "float64"))
    sums = (
        both.append_column("yes", yes).group_by(["buyer_epci", "year"]).aggregate([("yes", "sum"), ("weight", "sum")])
    )
    rows = zip(*(sums[name].to_pylist() for name in ("buyer_epci", "year", "yes_sum", "weight_sum")), strict=True)
    return {(epci, year): found / known for epci, year, found, known in rows}


def page_times(large: Snapshot, folder: Path) -> dict[str, float]:
    """Server time of the dashboard over the large snapshot: the first visit, a warm one, a question never asked."""
    from portal import observing, settings
    from portal.app import create_app
    from portal.store import migrate
    from portal.wiring import Services

    wired = Services(replace(settings.load(folder), instance=folder))
    migrate.upgrade(wired.store)
    target = wired.settings.snapshots / "snapshot"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.symlink_to(large.folder, target_is_directory=True)
    observing.write_reports(wired.settings, open_snapshot(target), [YEARS[-1], YEARS[-2]])
    client = create_app(wired, testing=True).test_client()
    client.get("/aide")  # the application is up; the observatory has not been read
    times = {}
    for name, path in (
        ("page_cold_ms", "/observatoire"),
        ("page_warm_ms", "/observatoire"),
        ("page_new_question_ms", "/observatoire?cpv=45"),
    ):
        start = time.perf_counter()
        answer = client.get(path)
        times[name] = round(1000 * (time.perf_counter() - start), 1)
        if answer.status_code != 200 or b"sur 100" not in answer.data:
            raise SystemExit(f"{path} answers {answer.status_code} without a figure.")
    return times


def agree(found: dict[int, dict[str, dict[str, object]]], peer: dict[tuple[str, int], float]) -> int:
    """How many cells both sides computed; stops when one differs."""
    cells = 0
    for (epci, year), share in peer.items():
        ours = getattr(found[year].get(epci, {}).get("PL_nb"), "value", None)
        if ours is not None:
            cells += 1
            if abs(ours - share) > 1e-5:
                raise SystemExit(f"The two sides disagree on {epci} in {year}: {ours} and {share}.")
    return cells


def main() -> None:
    """Print the measures as one JSON line."""
    contracts = int(sys.argv[1]) if len(sys.argv) > 1 else 1_500_000
    marks: list[tuple[str, float]] = []
    with tempfile.TemporaryDirectory() as name:
        start = time.perf_counter()
        small = seed(Path(name) / "small")
        marks.append(("build", time.perf_counter()))
        large = enlarge(small, Path(name) / "large", contracts)
        marks.append(("resample_s", time.perf_counter()))
        every = panel(large, list(YEARS))
        marks.append(("all_indicators_every_epci_and_year_s", time.perf_counter()))
        peer = with_pyarrow(large)
        marks.append(("pyarrow_one_indicator_s", time.perf_counter()))
        report(large, ["62"], YEARS[-1], "departement")
        marks.append(("report_one_departement_s", time.perf_counter()))
        pages = page_times(large, Path(name) / "instance")
        cells = agree(every, peer)  # type: ignore[arg-type]
    before = [start, *(moment for _, moment in marks)]
    figures: dict[str, object] = {
        label: round(moment - earlier, 2) for (label, moment), earlier in zip(marks, before, strict=False)
    }
    figures["build_per_1000_s"] = round(float(str(figures.pop("build"))) * 1000 / SEED_CONTRACTS, 3)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"contracts": contracts, **figures, **pages, "cells_compared": cells, "memory_mb": round(memory)}))


if __name__ == "__main__":
    main()
