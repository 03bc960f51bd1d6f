"""The relevance wanted on the judged queries, measured as their own scorer does."""

from __future__ import annotations

import io
import math
from collections import defaultdict
from pathlib import Path

import pytest

from search.run import run_queries

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "relevance"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SHARED.exists(), reason="the judged queries are not here")]

Grades = dict[str, dict[str, int]]


def judged() -> Grades:
    grades: Grades = defaultdict(dict)
    for line in (SHARED / "qrels-dev.tsv").read_text(encoding="utf-8").splitlines():
        query, _zero, notice, grade = line.split()
        grades[query][notice] = int(grade)
    return dict(grades)


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    out = io.StringIO()
    run_queries(SHARED / "queries-dev.tsv", SHARED / "corpus.jsonl", out)
    run: dict[str, list[str]] = defaultdict(list)
    for line in out.getvalue().splitlines():
        query, _q0, notice, *_rest = line.split()
        run[query].append(notice)
    return run


def gain(grades: list[int]) -> float:
    return sum(grade / math.log2(rank + 2) for rank, grade in enumerate(grades[:10]))


def test_the_ranking_is_as_good_as_wanted(found: dict[str, list[str]]) -> None:
    ndcg, recall = [], []
    for query, grades in judged().items():
        relevant = {notice for notice, grade in grades.items() if grade}
        if relevant:
            ideal = gain(sorted(grades.values(), reverse=True))
            ndcg.append(gain([grades.get(notice, 0) for notice in found[query]]) / ideal)
            recall.append(len(relevant & set(found[query][:50])) / len(relevant))
    assert sum(ndcg) / len(ndcg) >= 0.75
    assert sum(recall) / len(recall) >= 0.72


def test_a_query_without_a_relevant_notice_shows_ten_at_most(found: dict[str, list[str]]) -> None:
    empty = [query for query, grades in judged().items() if not any(grades.values())]
    assert empty
    assert all(len(found[query]) <= 10 for query in empty)
