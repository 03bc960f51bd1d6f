"""Reads mutated files and counts the outcomes: `python benchmarks/reading_fuzz.py [COUNT] [SEED]`, 10 000 by default."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.checker.reading.fuzzing import run


def main() -> None:
    """Print the outcomes; a file that raises ends the run with the number to replay."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    start = time.perf_counter()
    outcomes = run(count, seed)
    print(f"{count} mutated files in {time.perf_counter() - start:.0f} s, none raised: {dict(outcomes.most_common())}")


if __name__ == "__main__":
    main()
