"""Reads mutated files in the reading process: `python benchmarks/reading_fuzz.py [COUNT] [SEED]`, 10 000 by default.

Fails when a file crashes or hangs the worker, raises here, or leaves a temporary file; prints what became of the others.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from checker.reading import Document, Limits, close_workers, read_isolated
from tests.checker.reading.fuzzing import run


class Watched:
    """Reads apart, and remembers the slowest file and those that the worker did not survive."""

    def __init__(self) -> None:
        self.slowest = 0.0
        self.lost: list[str] = []
        self.number = 0

    def __call__(self, path: Path, name: str, limits: Limits) -> Sequence[Document]:
        start = time.perf_counter()
        documents = read_isolated([(path, name)], limits)
        if self.number:  # the first one starts the process
            self.slowest = max(self.slowest, time.perf_counter() - start)
        self.lost += [
            f"{self.number} ({name}) {one.problem}" for one in documents if one.problem in ("crashed", "timeout")
        ]
        self.number += 1
        return documents


def main() -> None:
    """Print the outcomes; a file that raises ends the run with the number to replay."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    watched = Watched()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        tempfile.tempdir = folder
        outcomes = run(count, seed, watched)
        left = [path for path in Path(folder).rglob("*") if path.is_file()]
        close_workers()
        left += Path(folder).iterdir()
    print(f"{count} mutated files in {time.perf_counter() - start:.0f} s: {dict(outcomes.most_common())}")
    print(
        f"slowest {watched.slowest:.2f} s; temporary files left: {len(left)}; worker lost: {len(watched.lost)} {watched.lost[:20]}"
    )
    if left or watched.lost:
        sys.exit(1)


if __name__ == "__main__":
    main()
