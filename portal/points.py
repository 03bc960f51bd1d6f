"""A point of « Je peux y aller »: something known of a firm before a tender, never a score."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """Something known of this firm before this tender: `ok`, `watch` (to look at) or `quiet` (good to know)."""

    state: str
    words: str
