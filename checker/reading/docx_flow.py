"""Where pages probably end in a Word document that does not remember it: the heights of its paragraphs, added up.

Only for documents without a single mark of the last rendering (those of LibreOffice or of programs); an estimate, right within a
page on a document of ten pages.
"""

from __future__ import annotations

from typing import Any

from checker.reading.docx_paragraph import W
from checker.reading.docx_styles import integer

_SPLIT = 40.0  # points: about three lines; lower blocks are not cut in two


class Flow:
    """Fills pages with heights in points. `active` is false when the document knows its own pages."""

    def __init__(self, root: Any) -> None:
        self.active = next(root.iter(W + "lastRenderedPageBreak"), None) is None
        section = root.find(f"{W}body/{W}sectPr")
        size = section.find(W + "pgSz") if section is not None else None
        margins = section.find(W + "pgMar") if section is not None else None
        sides = {name: integer(margins, name, 1134) / 20 for name in ("top", "bottom", "left", "right")}
        self.width = max(integer(size, "w", 11906) / 20 - sides["left"] - sides["right"], 50.0)
        self.room = max(integer(size, "h", 16838) / 20 - abs(sides["top"]) - abs(sides["bottom"]), 100.0)
        self._used = 0.0

    def place(self, height: float) -> str:
        """Where a block of that height stands: "" on this page, "before" a break comes first, "after" it runs over a break."""
        if not self.active:
            return ""
        left = self.room - self._used
        self._used += height
        if self._used <= self.room:
            return ""
        if height > _SPLIT and left > _SPLIT / 2:
            self._used = (height - left) % self.room
            return "after"
        self._used = height % self.room
        return "before"

    def restart(self) -> None:
        """A page break written in the document."""
        self._used = 0.0
