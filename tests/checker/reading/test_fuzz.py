"""Two hundred mutated files: none raises, each problem has a sentence. benchmarks/reading_fuzz.py runs ten thousand."""

from __future__ import annotations

from tests.checker.reading.fuzzing import run


def test_mutated_files_never_raise() -> None:
    outcomes = run(200, seed=1)
    assert outcomes["read"] > 20 and outcomes["corrupt"] > 20
