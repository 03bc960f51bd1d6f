"""The peers of the search: the same words over the same notices, without filters or facets. Nothing is run here."""

from __future__ import annotations

import re
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

from search.analysis import fold, words
from search.contract import SearchNotice

Times = dict[str, float]


def cpu(work: Callable[[], Any]) -> float:
    """Seconds of processor of a piece of work of this process: other work on the machine does not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def spread(times: Sequence[float]) -> Times:
    """Median and 95th percentile in milliseconds."""
    ordered = sorted(times)
    return {
        "p50_ms": round(statistics.median(ordered) * 1000, 3),
        "p95_ms": round(ordered[int(len(ordered) * 0.95)] * 1000, 3),
    }


def sqlite_fts5(notices: Sequence[SearchNotice], queries: Sequence[str]) -> Times:
    """SQLite FTS5, any of the words, best twenty."""
    with sqlite3.connect(":memory:") as base:
        base.execute(
            "create virtual table n using fts5(id unindexed, title, text, tokenize='unicode61 remove_diacritics 2')"
        )
        rows = [(one.id, " ".join((one.title, *one.lots)), f"{one.text} {one.buyer}") for one in notices]
        took = cpu(lambda: base.executemany("insert into n values (?, ?, ?)", rows))
        ask = "select id from n where n match ? order by bm25(n) limit 20"
        asked = [" OR ".join(f'"{word}"' for word in words(fold(one))) or '"travaux"' for one in queries]
        times = [cpu(lambda q=q: base.execute(ask, (q,)).fetchall()) for q in asked]  # type: ignore[misc]
    return {"index_per_s": round(len(rows) / took), **spread(times)}


def tantivy(notices: Sequence[SearchNotice], queries: Sequence[str]) -> Times | None:
    """Tantivy with French stems, any of the words, best twenty; None when it is not installed."""
    try:
        import tantivy as peer
    except ImportError:
        return None
    schema = peer.SchemaBuilder()
    for name in ("title", "text"):
        schema.add_text_field(name, tokenizer_name="fr_stem")
    index = peer.Index(schema.build())
    took = cpu(lambda: _fill(peer, index, notices))
    index.reload()
    searcher = index.searcher()
    asked = [index.parse_query(" ".join(re.findall(r"\w+", q)), ["title", "text"]) for q in queries]
    times = [cpu(lambda q=q: searcher.search(q, 20)) for q in asked]  # type: ignore[misc]
    return {"index_per_s": round(len(notices) / took), **spread(times)}


def _fill(peer: Any, index: Any, notices: Sequence[SearchNotice]) -> None:
    writer = index.writer(num_threads=2)
    for one in notices:
        document = peer.Document()
        document.add_text("title", " ".join((one.title, *one.lots)))
        document.add_text("text", f"{one.text} {one.buyer}")
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
