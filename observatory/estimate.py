"""Uncertainty: Wilson interval on shares of contracts, bootstrap by buyer on shares of euros."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

Z95 = 1.959963984540054
DRAWS = 1000
MINIMUM_BUYERS = 3
MANY_BUYERS = 500


def wilson(share: float, n: float) -> tuple[float, float]:
    """The 95 % Wilson score interval of a share observed on `n` (weights allowed). (0, 1) when n is 0."""
    if n <= 0:
        return 0.0, 1.0
    z2 = Z95 * Z95
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, centre - half), min(1.0, centre + half)


def bootstrap(pairs: Sequence[tuple[float, float]], seed: str, draws: int = DRAWS) -> tuple[float, float] | None:
    """The 95 % percentile interval of Σyes / Σknown when buyers are drawn with replacement; None under 3 buyers.

    `pairs`: (yes, known) of each buyer, in a stable order. The same seed gives the same interval. Above `MANY_BUYERS`
    the linearised variance of the ratio is used: the bootstrap tends to it, and it takes no draws.
    """
    size = len(pairs)
    if size < MINIMUM_BUYERS:
        return None
    if size > MANY_BUYERS:
        return _linearised(pairs)
    generator = random.Random(seed)
    shares: list[float] = []
    for _ in range(draws):
        picked = generator.choices(pairs, k=size)
        known = math.fsum(k for _, k in picked)
        if known > 0:
            shares.append(math.fsum(y for y, _ in picked) / known)
    if not shares:
        return None
    shares.sort()
    return shares[int(0.025 * (len(shares) - 1))], shares[math.ceil(0.975 * (len(shares) - 1))]


def _linearised(pairs: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    known = math.fsum(k for _, k in pairs)
    if known <= 0:
        return None
    share = math.fsum(y for y, _ in pairs) / known
    squares = math.fsum((y - share * k) ** 2 for y, k in pairs)
    half = Z95 * math.sqrt(squares * len(pairs) / (len(pairs) - 1)) / known
    return max(0.0, share - half), min(1.0, share + half)
