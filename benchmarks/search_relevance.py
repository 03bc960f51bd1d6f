"""Relevance of both engines on the judged queries that lie beside the project: `python benchmarks/search_relevance.py [FOLDER]`.

Claims: nDCG@10 of 0.75 and recall@50 of 0.72 at least, and the PostgreSQL engine within 3 % of Whoosh's (its figure needs a database:
TREMPLIN_TEST_DATABASE_URL). FOLDER holds corpus.jsonl, queries-dev.tsv and qrels-dev.tsv. Exits with 1 when a claim does not hold.
"""

from __future__ import annotations

import math
import os
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from search.contract import Engine, SearchRequest
from search.postgres_engine import PostgresEngine
from search.run import corpus_notices
from search.whoosh_engine import WhooshEngine

NDCG, RECALL, APART = 0.75, 0.72, 0.03
SHARED = Path(__file__).resolve().parents[2] / "shared" / "relevance"
Grades = dict[str, dict[str, int]]


def judged(folder: Path) -> Grades:
    """The grade of each judged notice, by query."""
    grades: Grades = defaultdict(dict)
    for line in (folder / "qrels-dev.tsv").read_text(encoding="utf-8").splitlines():
        query, _zero, notice, grade = line.split()
        grades[query][notice] = int(grade)
    return grades


def gain(grades: list[int]) -> float:
    """Discounted cumulative gain of the first ten."""
    return sum(grade / math.log2(rank + 2) for rank, grade in enumerate(grades[:10]))


def measure(engine: Engine, folder: Path, grades: Grades) -> tuple[float, float]:
    """nDCG@10 and recall@50 over the queries that have a relevant notice."""
    engine.rebuild(corpus_notices(folder / "corpus.jsonl"))
    gains, recalls = [], []
    for line in (folder / "queries-dev.tsv").read_text(encoding="utf-8").splitlines():
        query, _tab, words = line.partition("\t")
        known = grades.get(query, {})
        relevant = {notice for notice, grade in known.items() if grade}
        if relevant:
            found = [hit.id for hit in engine.search(SearchRequest(text=words, per_page=100)).hits]
            gains.append(gain([known.get(one, 0) for one in found]) / gain(sorted(known.values(), reverse=True)))
            recalls.append(len(relevant & set(found[:50])) / len(relevant))
    return sum(gains) / len(gains), sum(recalls) / len(recalls)


def main() -> None:
    """Print the figures of each engine."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    if not folder.exists():
        print("The judged queries are not here: nothing measured.")
        return
    grades = judged(folder)
    with tempfile.TemporaryDirectory() as index:
        ndcg, recall = measure(WhooshEngine(Path(index)), folder, grades)
    print(f"whoosh      nDCG@10 {ndcg:.4f} (claim {NDCG})   recall@50 {recall:.4f} (claim {RECALL})")
    kept = ndcg >= NDCG and recall >= RECALL
    if url := os.environ.get("TREMPLIN_TEST_DATABASE_URL"):
        other, found = measure(PostgresEngine(url), folder, grades)
        print(f"postgresql  nDCG@10 {other:.4f} (claim: {1 - APART:.2f} of Whoosh's)   recall@50 {found:.4f}")
        kept &= other >= (1 - APART) * ndcg and found >= (1 - APART) * recall
    else:
        print("postgresql  no database named: not measured")
    sys.exit(0 if kept else "A claim does not hold.")


if __name__ == "__main__":
    main()
