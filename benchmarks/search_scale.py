"""The search engine at the size of a country: 20 000 open notices and 200 000 archived ones, beside its peers.

    python benchmarks/search_scale.py [OPEN] [ARCHIVED] [SEARCHES] [FOLDER]

Every figure is of processor time, so that other work on the machine does not count; seconds of the clock stand beside where
several processes work together. The index stays in FOLDER when one is given. Prints each promise with its figure,
the peers and the ratio to each, then one JSON line; exits with 1 when a promise is not kept.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from search_peers import Times, cpu, spread, sqlite_fts5, tantivy
from search_sample import NOW, Sample, hostile

from search.alerts import match
from search.contract import SearchNotice, SearchRequest
from search.whoosh_engine import WhooshEngine

QUERIES = 150
READS = 40  # searches of the reader before and, at least, after the update
UPDATES = 8  # so many that small segments are made one at least once
PROMISES = (  # what, its figure, the unit, the bound, whether the figure must be above
    ("indexation, deux cœurs", "index_per_s", "avis/s", 1_000, True),
    ("recherche avec facettes, avis ouverts, p95", "open_p95_ms", "ms", 50, False),
    ("recherche avec facettes, ouverts et archives, p95", "both_p95_ms", "ms", 250, False),
    ("mise à jour de 500 avis, la plus longue", "update_500_s", "s", 2, False),
    ("lecteur pendant les mises à jour, p95", "reader_p95_ms", "ms", 250, False),
    ("réponses manquées du lecteur", "reader_failures", "", 1, False),
    ("recherches enregistrées contre 1 000 avis", "alerts_s", "s", 10, False),
    ("requête hostile, la plus longue", "hostile_ms", "ms", 200, False),
)


def indexing(engine: WhooshEngine, notices: Sequence[SearchNotice]) -> Times:
    """Notices a second: the processor time of this process, and half that of the two that share the work."""
    start, before = time.perf_counter(), os.times()
    engine.rebuild(notices)
    after = os.times()
    alone = after.user + after.system - before.user - before.system
    shared = after.children_user + after.children_system - before.children_user - before.children_system
    clock = time.perf_counter() - start
    return {
        "index_per_s": round(len(notices) / (alone + shared / 2)),
        "index_per_s_of_clock": round(len(notices) / clock),
    }


def searching(engine: WhooshEngine, sample: Sample) -> Times:
    """Searches with all the facets, of the open notices and of both parts."""
    made: Times = {
        "first_answer_s": round(cpu(lambda: engine.search(SearchRequest(text="peintrue acheteur:mairie"))), 2)
    }
    for name, only_open in (("open", True), ("both", False)):
        requests = [sample.request(only_open) for _ in range(QUERIES)]
        times = spread([cpu(lambda r=r: engine.search(r)) for r in requests])  # type: ignore[misc]
        made |= {f"{name}_{key}": value for key, value in times.items()}
    worst = max(cpu(lambda q=q: engine.search(SearchRequest(text=q))) for q in hostile())  # type: ignore[misc]
    return made | {"hostile_ms": round(worst * 1000, 1)}


def read(folder: Path, reads: Any, stop: Any) -> None:
    """Another process that searches all the time; sends (milliseconds of processor, whether it failed) of each search."""
    engine, sample = WhooshEngine(folder), Sample(11)
    engine.search(SearchRequest())
    done = 0
    while not stop.is_set() or done < 2 * READS:
        request = sample.request(open_only=False)
        start = time.process_time()
        answer = engine.search(request)
        reads.put(((time.process_time() - start) * 1000, not answer.facets))
        done += 1
    reads.put(None)


def updating(engine: WhooshEngine, sample: Sample, opened: Sequence[SearchNotice]) -> Times:
    """Updates of 500 notices, 50 of them known, while another process reads."""
    context = multiprocessing.get_context("spawn")
    reads, stop = context.Queue(), context.Event()
    reader = context.Process(target=read, args=(engine.folder, reads, stop))
    reader.start()
    seen = [reads.get() for _ in range(READS)]  # it has begun to read
    batches = [[*sample.notices(450, False, 9_000_000 + 1_000 * n), *opened[:50]] for n in range(UPDATES)]
    took, tidied = [], []
    for one in batches:
        took.append(cpu(lambda one=one: engine.update(one, [])))  # type: ignore[misc]
        tidied.append(cpu(engine.tidy))
    stop.set()
    seen += iter(reads.get, None)
    reader.join()
    return {
        "update_500_s": round(max(took), 2),
        "update_500_median_s": round(sorted(took)[len(took) // 2], 2),
        "tidy_longest_s": round(max(tidied), 2),
        "after_update_ms": round(cpu(lambda: engine.search(SearchRequest(open_on=NOW))) * 1000, 1),
        "reader_p95_ms": spread([ms / 1000 for ms, _ in seen])["p95_ms"],
        "reader_failures": sum(failed for _, failed in seen),
        "reads": len(seen),
    }


def alerts(sample: Sample, count: int) -> Times:
    """`count` saved searches against a thousand new notices."""
    searches = {str(number): sample.request(open_only=True) for number in range(count)}
    fresh = list(sample.notices(1_000, False, start=8_000_000))
    found: dict[str, Any] = {}
    took = cpu(lambda: found.update(match(searches, fresh)))
    return {"saved_searches": count, "alerts_s": round(took, 2), "alerts_with_hits": len(found)}


def report(made: Times, peers: dict[str, Times | None]) -> bool:
    """Print each promise, then the peers; whether all promises are kept."""
    kept = []
    for what, name, unit, bound, above in PROMISES:
        kept.append(made[name] >= bound if above else made[name] < bound)
        sign, said = "≥" if above else "<", "tenue" if kept[-1] else "NON TENUE"
        print(f"{said:9}  {what:52} {made[name]:>9} {unit:7} (promis {sign} {bound})")
    for name, times in peers.items():
        if times is None:
            print(f"{name} n'est pas installé (extra « bench ») : ce pair est laissé de côté.")
            continue
        ratio = made["both_p95_ms"] / times["p95_ms"]
        print(f"{name:9}  p95 {times['p95_ms']} ms sans filtre ni facette : nous en prenons {ratio:.1f} fois autant")
        print(
            f"{'':9}  indexe {times['index_per_s']:.0f} avis/s : {times['index_per_s'] / made['index_per_s']:.1f} fois notre débit"
        )
    return all(kept)


def main() -> None:
    """Measure, report, and exit with 1 when a promise is not kept."""
    sizes = [int(one) for one in sys.argv[1:4]]
    open_count, closed_count, searches = [*sizes, *(20_000, 200_000, 10_000)[len(sizes) :]]
    sample = Sample()
    opened, closed = list(sample.notices(open_count, False)), list(sample.notices(closed_count, True))
    asked = [sample.words() for _ in range(QUERIES)]
    with tempfile.TemporaryDirectory() as name:
        engine = WhooshEngine(Path(sys.argv[4] if len(sys.argv) > 4 else name))
        made = indexing(engine, [*opened, *closed]) | searching(engine, sample) | updating(engine, sample, opened)
    made |= alerts(sample, searches)
    both = [*opened, *closed]
    peers = {"fts5": sqlite_fts5(both, asked), "tantivy": tantivy(both, asked)}
    good = report(made, peers)
    print(json.dumps({"open_notices": open_count, "archived": closed_count, **made, "peers": peers}))
    if not good:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
