"""Where something was read: every fact and requirement points to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Box = tuple[float, float, float, float]  # x0, y0, x1, y1 in points, origin at the top left of the page


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim quote in a file. `page` counts from 1; a sheet of a workbook is a page."""

    file: str
    page: int
    quote: str
    box: Box | None = None

    def to_json(self) -> dict[str, Any]:
        """The `E` object of docs/formats.md."""
        return {"file": self.file, "page": self.page, "quote": self.quote, "box": list(self.box) if self.box else None}


@dataclass(frozen=True, slots=True)
class Found:
    """A value with its evidence and a confidence between 0 and 1: the `F` object of docs/formats.md."""

    value: Any
    evidence: Evidence
    confidence: float = 1.0

    def to_json(self) -> dict[str, Any]:
        """The `F` object of docs/formats.md."""
        return {"value": self.value, "evidence": self.evidence.to_json(), "confidence": round(self.confidence, 3)}
