"""What a reader of one format gives back, before it becomes a Document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from checker.reading.document import Page, Signature


@dataclass(slots=True)
class Content:
    """Pages and everything else found in one file. `attachments` are (name, bytes) read in their turn."""

    pages: list[Page] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)
    signatures: list[Signature] = field(default_factory=list)
    attachments: list[tuple[str, bytes]] = field(default_factory=list)
    problem: str | None = None
    problem_detail: str | None = None
    has_macros: bool = False
    tracked_changes: int = 0
    comments: int = 0
