"""Runs a file of queries over a corpus and writes a TREC run: how relevance is measured."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from search.contract import SearchNotice, SearchRequest
from search.whoosh_engine import WhooshEngine

TAG = "tremplin"


def corpus_notices(path: Path) -> Iterator[SearchNotice]:
    """The notices of a JSONL corpus. Raises ValueError with a sentence naming the line."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield _notice(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f"{path.name}, ligne {number} : ce n'est pas un avis lisible ({error}).") from None


def _notice(row: dict[str, Any]) -> SearchNotice:
    published, deadline = row.get("published"), row.get("deadline")
    return SearchNotice(
        id=row["id"],
        title=row.get("title") or "",
        buyer=row.get("buyer") or "",
        text=row.get("text") or "",
        published=date.fromisoformat(published[:10]) if published else None,
        deadline=datetime.fromisoformat(deadline).replace(tzinfo=None) if deadline else None,
    )


def run_queries(queries: Path, corpus: Path, out: TextIO, depth: int = 100) -> None:
    """Write `qid Q0 docid rank score tag` lines, `depth` deep, for each `qid<TAB>words` line."""
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine(Path(folder))
        engine.rebuild(corpus_notices(corpus))
        for line in queries.read_text(encoding="utf-8").splitlines():
            number, _tab, words = line.partition("\t")
            if not words.strip():
                continue
            result = engine.search(SearchRequest(text=words, per_page=depth))
            for rank, hit in enumerate(result.hits, 1):
                print(number, "Q0", hit.id, rank, f"{1000 - rank + min(hit.score, 999) / 1000:.6f}", TAG, file=out)
