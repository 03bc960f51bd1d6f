"""A national observatory: 1.5 million contracts by resampling, the time of each step, beside polars in the same run.

    python benchmarks/observatory_scale.py [CONTRACTS]

Awards are invented, drawn again one at a time and streamed into the real snapshot: `snapshot_s` is its time without
the time of making the awards, measured alone. The flagship share of every EPCI and year is computed on both sides and
must agree; `panel` is every indicator. Prints each promise and whether it is kept, then one JSON line; exits 1 when one
is broken. `_cpu_s` is processor time: on a machine with other work, only it can be compared.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
from stdnum import luhn

from observatory import Snapshot, build_snapshot, open_snapshot, panel
from observatory.measure import GroupValue
from procurement.models.award import Amendment, Award, Subcontract, Winner
from procurement.models.company import Company, Establishment, SizeCategory
from procurement.models.place import Place
from procurement.nomenclature import places

SEED_AWARDS = 30_000
BUYERS = 5  # communes that buy, in each EPCI
YEARS = range(2020, 2026)
# What is promised for 1 500 000 contracts on two cores, in seconds, megabytes and milliseconds.
PROMISES = {
    "snapshot_s": 60,
    "panel_s": 20,
    "snapshot_memory_mb": 2_000,
    "memory_mb": 2_000,
    "page_cold_ms": 300,
    "page_warm_ms": 50,
    "page_new_question_ms": 300,
}
# Questions never asked before, each visited twice; the slowest decides whether the promise is kept.
QUESTIONS = (
    "/observatoire?annee=2023&epci=246200729",
    "/observatoire?cpv=45",
    "/observatoire?cpv=71000",
    "/observatoire?cpv=33600000",
    "/observatoire?taille=2",
    "/observatoire?epci=246200729",
    "/observatoire?local=distance:50",
    "/observatoire?etablissement=presence",
    "/observatoire?annee=toutes",
    "/observatoire/comparer",
    "/observatoire/qualite",
    "/observatoire/lettre",
)
SIZES = [SizeCategory.PME, SizeCategory.PME, SizeCategory.ETI, SizeCategory.GE, None]


def seed(awards: int = SEED_AWARDS) -> tuple[list[Award], list[Company]]:
    """Invented awards and firms, the same at each run, with buyers in every EPCI."""
    chance = random.Random(1)
    communes = [c for c in places.communes() if c.siren and c.epci]
    by_epci: dict[str | None, list[str]] = {}
    for one in communes:
        by_epci.setdefault(one.epci, []).append(str(one.siren))
    buyers = [siren for found in by_epci.values() for siren in found[:BUYERS]]
    firms = [f"{n:09d}00001" for n in range(100_000_000, 100_040_000)]
    companies = [_company(number, chance.choice(communes).insee, chance) for number in firms]
    return [_award(n, buyers[n % len(buyers)], chance.choice(firms), chance) for n in range(awards)], companies


def resample(some: list[Award], firms: list[Company], wanted: int) -> Iterator[Award]:
    """`wanted` awards drawn again from `some`, one at a time: other numbers, winners, days and amounts.

    One in fifty is published twice and one in twenty has two winners on two records, as in the national file.
    """
    chance = random.Random(2)
    for number in range(wanted):
        like = some[number % len(some)]
        firm = chance.choice(firms).siren + "00001"
        shift = 1 if number % 50 == 1 or number % 20 == 7 else 0  # the record before, told again
        again = number - shift
        like = some[again % len(some)]
        yield replace(
            like,
            uid=f"{like.buyer_siret}{again}",
            id=str(again),
            object=f"{like.object} {again}",
            amount=Decimal(25_000 + again * 7919 % 875_000),
            winners=(Winner(id=firm, siret=firm),) if number % 50 != 1 else like.winners,
        )


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
    last = Amendment(day + timedelta(days=200), Decimal(chance.randrange(25_000, 900_000)))
    act = Subcontract("1", firm, Decimal(5_000), day)
    office = f"{buyer}0001"
    return Award(
        uid=f"{buyer}{number}",
        id=str(number),
        source="bench",
        buyer_siret=office + luhn.calc_check_digit(office),
        buyer_name=buyer,
        object=f"Objet {number}",
        cpv=chance.choice(["45210000", "71000000", "33600000"]),
        notified=day,
        amount=Decimal(chance.randrange(25_000, 900_000)),
        winners=(Winner(id=firm, siret=firm),),
        offers_received=chance.randrange(1, 9),
        published=day + timedelta(days=chance.randrange(10, 120)),
        nature="Marché",
        contract_type=chance.choice(["travaux", "services", "fournitures"]),
        procedure=chance.choice(["Procédure adaptée", "Appel d'offres ouvert", "Marché passé sans publicité"]),
        techniques=chance.choice([("Accord-cadre",), (), ()]),
        social_considerations=chance.choice([("Clause sociale",), ("Pas de considération sociale",), ()]),
        environmental_considerations=chance.choice([("Clause environnementale",), ()]),
        subcontracting_declared=number % 20 == 0,
        amendments=(last,) if number % 12 == 0 else (),
        subcontracts=(act,) if number % 40 == 0 else (),
    )


def with_polars(large: Snapshot) -> dict[tuple[str, int], float]:
    """PL_nb of every EPCI and year with polars alone (the local answer already read)."""
    tops = (
        pl.scan_parquet(large.folder / "contracts.parquet").filter("in_scope").select("contract", "year", "buyer_epci")
    )
    lines = pl.scan_parquet(large.folder / "lines.parquet").select("contract", "weight", "sme", "declared_epci")
    yes = pl.col("weight") * (pl.col("sme") & pl.col("declared_epci")).cast(pl.Float64)
    sums = (
        lines.drop_nulls(["sme", "declared_epci"])
        .join(tops, on="contract")
        .group_by("buyer_epci", "year")
        .agg(share=yes.sum() / pl.col("weight").sum())
        .collect()
    )
    return {(epci, year): share for epci, year, share in sums.iter_rows()}


def page_times(large: Snapshot, folder: Path) -> dict[str, float]:
    """Server time of the dashboard over the large snapshot: the first visit, questions never asked, each again."""
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

    def visit(path: str) -> float:
        start = time.perf_counter()
        answer = client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answers {answer.status_code}.")
        return round(1000 * (time.perf_counter() - start), 1)

    times = {"page_cold_ms": visit("/observatoire")}
    asked = [("/observatoire", times["page_cold_ms"], visit("/observatoire"))]
    asked += [(path, visit(path), visit(path)) for path in QUESTIONS]
    for path, first, again in asked:
        print(f"{first:8.0f} ms, again {again:6.0f} ms  {path}")
    times["page_warm_ms"] = max(again for _, _, again in asked)
    times["page_new_question_ms"] = max(first for _, first, _ in asked[1:])
    return times


def agree(found: dict[int, dict[str, dict[str, GroupValue]]], peer: dict[tuple[str, int], float]) -> int:
    """How many cells both sides computed; stops when one differs."""
    cells = 0
    for (epci, year), share in peer.items():
        ours = found[year][epci]["PL_nb"].value if epci in found[year] else None
        if ours is not None:
            cells += 1
            if abs(ours - share) > 1e-5:
                raise SystemExit(f"The two sides disagree on {epci} in {year}: {ours} and {share}.")
    return cells


@contextmanager
def timed(figures: dict[str, float], name: str) -> Iterator[None]:
    """Wall and processor seconds of a step, as `name_s` and `name_cpu_s`."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    figures[f"{name}_s"] = round(time.perf_counter() - wall, 2)
    figures[f"{name}_cpu_s"] = round(time.process_time() - cpu, 2)


def memory_mb() -> float:
    """The most memory this process has held."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measured(contracts: int, folder: Path) -> dict[str, float]:
    """Every figure of the benchmark."""
    figures: dict[str, float] = {"contracts": contracts}
    some, firms = seed()
    with timed(figures, "making_awards_alone"):
        deque(resample(some, firms, contracts), maxlen=0)
    with timed(figures, "snapshot"):
        large = build_snapshot(resample(some, firms, contracts), firms, [], folder / "large")
    for clock in ("s", "cpu_s"):
        figures[f"snapshot_{clock}"] = round(figures[f"snapshot_{clock}"] - figures[f"making_awards_alone_{clock}"], 2)
    figures["snapshot_memory_mb"] = memory_mb()
    with timed(figures, "panel"):
        every = panel(large, list(YEARS))
    figures["panel_cells"] = sum(len(cells) for year in every.values() for cells in year.values())
    figures["memory_mb"] = memory_mb()
    with timed(figures, "one_indicator"):
        panel(large, list(YEARS), codes=("PL_nb",))
    with timed(figures, "polars_one_indicator"):
        peer = with_polars(large)
    figures["polars_over_ours"] = round(figures["polars_one_indicator_s"] / figures["one_indicator_s"], 2)
    figures["cells_compared"] = agree(every, peer)
    return figures | page_times(large, folder / "instance")


def main() -> int:
    """Print the promises with what was measured, then every figure as one JSON line; 1 when a promise is not kept."""
    contracts = int(sys.argv[1]) if len(sys.argv) > 1 else 1_500_000
    with tempfile.TemporaryDirectory() as name:
        figures = measured(contracts, Path(name))
    broken = 0
    for name, most in PROMISES.items():
        kept = figures[name] < most
        broken += not kept
        print(f"{'kept  ' if kept else 'BROKEN'} {name} {figures[name]:g} < {most:g}")
    print(json.dumps(figures))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
