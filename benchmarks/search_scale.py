"""The search engine at the size of a country: 20 000 open notices and 200 000 archived ones, beside its peers.

    python benchmarks/search_scale.py [OPEN] [ARCHIVED] [SEARCHES] [FOLDER]

Peers answer the same words over the same notices in the same run, without filters or facets: SQLite FTS5, and tantivy
where it is installed. The index stays in FOLDER when one is given. Prints one JSON line; exits with 1 when a promise is not kept.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from search_sample import NOW, Sample

from search.alerts import match
from search.analysis import fold, words
from search.contract import SearchNotice, SearchRequest
from search.whoosh_engine import WhooshEngine

QUERIES = 150


def timed(work: Callable[[], Any]) -> float:
    """Seconds of a piece of work."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def spread(times: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile in milliseconds."""
    ordered = sorted(times)
    return {
        "p50_ms": round(statistics.median(ordered) * 1000, 2),
        "p95_ms": round(ordered[int(len(ordered) * 0.95)] * 1000, 2),
    }


def sqlite_peer(notices: Sequence[SearchNotice], queries: Sequence[str]) -> dict[str, float]:
    """SQLite FTS5, any of the words, best twenty."""
    with sqlite3.connect(":memory:") as base:
        base.execute(
            "create virtual table n using fts5(id unindexed, title, text, tokenize='unicode61 remove_diacritics 2')"
        )
        rows = [(one.id, " ".join((one.title, *one.lots)), f"{one.text} {one.buyer}") for one in notices]
        took = timed(lambda: base.executemany("insert into n values (?, ?, ?)", rows))
        ask = "select id from n where n match ? order by bm25(n) limit 20"
        times = [timed(lambda q=q: base.execute(ask, (q,)).fetchall()) for q in queries]  # type: ignore[misc]
    return {"index_per_s": round(len(rows) / took), **spread(times)}


def tantivy_peer(notices: Sequence[SearchNotice], queries: Sequence[str]) -> dict[str, float] | None:
    """Tantivy with French stems, any of the words, best twenty; None when it is not installed."""
    try:
        import tantivy
    except ImportError:
        return None
    schema = tantivy.SchemaBuilder()
    for name in ("title", "text"):
        schema.add_text_field(name, tokenizer_name="fr_stem")
    index = tantivy.Index(schema.build())

    def fill() -> None:
        writer = index.writer(num_threads=2)
        for one in notices:
            document = tantivy.Document()
            document.add_text("title", " ".join((one.title, *one.lots)))
            document.add_text("text", f"{one.text} {one.buyer}")
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    took = timed(fill)
    index.reload()
    searcher = index.searcher()
    asked = [index.parse_query(" ".join(re.findall(r"\w+", q)), ["title", "text"]) for q in queries]
    times = [timed(lambda q=q: searcher.search(q, 20)) for q in asked]  # type: ignore[misc]
    return {"index_per_s": round(len(notices) / took), **spread(times)}


def ours(folder: Path, sample: Sample, opened: list[SearchNotice], closed: list[SearchNotice]) -> dict[str, Any]:
    """Index, search with all facets, update."""
    engine = WhooshEngine(folder)
    took = timed(lambda: engine.rebuild([*opened, *closed]))
    first = timed(lambda: engine.search(SearchRequest()))
    used = os.times()
    cpu = used.children_user + used.children_system  # of the two processes that indexed
    count = len(opened) + len(closed)
    made: dict[str, Any] = {"index_per_s": round(count / took), "first_answer_s": round(first, 2)}
    made["index_per_s_of_two_free_cores"] = round(2 * count / cpu) if cpu else None
    for name, only_open in (("open", True), ("both", False)):
        requests = [sample.request(only_open) for _ in range(QUERIES)]
        before = time.process_time()
        made[name] = spread([timed(lambda r=r: engine.search(r)) for r in requests])  # type: ignore[misc]
        made[name]["cpu_mean_ms"] = round((time.process_time() - before) * 1000 / QUERIES, 2)
    fresh = list(sample.notices(450, closed=False, start=9_000_000)) + opened[:50]
    made["update_500_s"] = round(timed(lambda: engine.update(fresh, [])), 2)
    made["after_update_s"] = round(timed(lambda: engine.search(SearchRequest(open_on=NOW))), 2)
    return made


def alerts(sample: Sample, count: int, fresh: Sequence[SearchNotice]) -> dict[str, float]:
    """`count` saved searches against a batch."""
    searches = {str(number): sample.request(open_only=True) for number in range(count)}
    found: dict[str, int] = {}

    def work() -> None:
        found.update({key: len(hits) for key, hits in match(searches, fresh).items()})

    took = timed(work)
    return {"searches": count, "notices": len(fresh), "seconds": round(took, 2), "with_hits": len(found)}


def main() -> None:
    """Print the measures as one JSON line."""
    sizes = [int(one) for one in sys.argv[1:4]]
    open_count, closed_count, searches = [*sizes, *(20_000, 200_000, 10_000)[len(sizes) :]]
    sample = Sample()
    opened, closed = list(sample.notices(open_count, False)), list(sample.notices(closed_count, True))
    asked = [sample.words() for _ in range(QUERIES)]
    plain = [" OR ".join(f'"{word}"' for word in words(fold(one))) or '"travaux"' for one in asked]
    with tempfile.TemporaryDirectory() as name:
        made = ours(Path(sys.argv[4] if len(sys.argv) > 4 else name), sample, opened, closed)
    made["alerts"] = alerts(sample, searches, list(sample.notices(1_000, False, start=8_000_000)))
    made["peers"] = {
        "sqlite_fts5": sqlite_peer([*opened, *closed], plain),
        "tantivy": tantivy_peer([*opened, *closed], asked),
    }
    made["p95_ratio"] = {
        peer: round(made["both"]["p95_ms"] / times["p95_ms"], 1) for peer, times in made["peers"].items() if times
    }
    if made["peers"]["tantivy"] is None:
        print("tantivy n'est pas installé (extra « bench ») : ce pair est laissé de côté.", file=sys.stderr)
    promises = {
        "index": made["index_per_s"] >= 1_000,
        "open": made["open"]["p95_ms"] < 50,
        "both": made["both"]["p95_ms"] < 250,
        "update": made["update_500_s"] < 2,
        "alerts": made["alerts"]["seconds"] < 10,
    }
    print(json.dumps({"open_notices": open_count, "archived": closed_count, **made, "kept": promises}))
    if not all(promises.values()):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
