"""How much a file may ask of the machine, and the one exception readers raise about a file."""

from __future__ import annotations

import contextlib
import resource
from collections.abc import Callable
from dataclasses import dataclass, field

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one reading. Sizes in bytes, times in seconds.

    `seconds` is the longest silence allowed: each page read by OCR counts as a sign of life. `max_seconds` bounds the whole file.
    A file of more than `max_pages` pages is read up to there and says so.
    """

    max_bytes: int = 100 * MEGABYTE
    max_total: int = 500 * MEGABYTE
    max_pages: int = 1000
    max_depth: int = 3
    max_members: int = 500
    max_ratio: int = 100
    max_uncompressed: int = 500 * MEGABYTE
    seconds: float = 60.0
    max_seconds: float = 600.0
    memory: int = 1536 * MEGABYTE
    max_ocr_pages: int = 100
    ocr: bool = True


class ReadingProblem(Exception):
    """A file cannot be read: `code` is one of the problems of Document, `detail` some words for a developer."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


def _silent() -> None:
    return None


@dataclass(slots=True)
class Budget:
    """What is left for one file given by a person, shared by everything found inside it."""

    limits: Limits
    members: int = 0
    uncompressed: int = 0
    ocr_pages: int = 0
    alive: Callable[[], None] = field(default=_silent)

    def take_member(self) -> None:
        """Count one member of an archive. Raises ReadingProblem("bomb") past the limit."""
        self.members += 1
        if self.members > self.limits.max_members:
            raise ReadingProblem("bomb", f"more than {self.limits.max_members} members")

    def take_bytes(self, count: int) -> None:
        """Count `count` uncompressed bytes. Raises ReadingProblem("bomb") past the limit."""
        self.uncompressed += count
        if self.uncompressed > self.limits.max_uncompressed:
            raise ReadingProblem("bomb", f"more than {self.limits.max_uncompressed} bytes uncompressed")


def _bound(kind: int, value: int) -> None:
    """Lower a limit of this process; a system that forbids it leaves the other protections."""
    hard = resource.getrlimit(kind)[1]
    wanted = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (wanted, hard))


def bound_all(limits: Limits) -> None:
    """Hold this process to the time, memory and file size of `limits`."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + limits.max_seconds) + 1)
    _bound(resource.RLIMIT_AS, limits.memory)
    _bound(resource.RLIMIT_FSIZE, limits.max_uncompressed)
    _bound(resource.RLIMIT_CORE, 0)
