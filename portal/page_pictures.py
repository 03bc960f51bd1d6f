"""Pictures of pages with the passage marked, for files whose pages can be drawn. No Flask here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from checker.reading.picture import NoPicture, page_picture
from portal.files import FileStore
from portal.store import DossierFile

DRAWN = frozenset({"application/pdf", "image/jpeg", "image/png", "image/tiff"})
Box = tuple[float, float, float, float]


def box_of(written: str | None) -> Box | None:
    """The box of an address, "10.5,20,300,42.5" in points; None when it is not four numbers."""
    try:
        sides = tuple(float(side) for side in (written or "").split(","))
    except ValueError:
        return None
    return sides if len(sides) == 4 and all(0 <= side < 20_000 for side in sides) else None


def picture(files: FileStore, row: DossierFile, page: int, box: Box | None) -> bytes | None:
    """A PNG of one page of a dossier's file, drawn by a process of its own; None where there is none."""
    if row.media_type not in DRAWN or not 1 <= page <= 2000:
        return None
    try:
        return page_picture(files.path(row.sha256), page, box)
    except NoPicture:
        return None


def addresses(
    rows: Iterable[DossierFile], url: Callable[[int, int, str | None], str]
) -> Callable[[Mapping[str, Any]], str | None]:
    """A function from an evidence to the address of its page's picture, or None; `url` takes a file, a page and a box."""
    drawn = {row.name: row.id for row in rows if row.media_type in DRAWN}

    def address(evidence: Mapping[str, Any]) -> str | None:
        file_id = drawn.get(evidence["file"])
        box = evidence.get("box")
        written = ",".join(f"{side:g}" for side in box) if box else None
        return url(file_id, evidence["page"], written) if file_id else None

    return address
