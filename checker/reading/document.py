"""What every reader returns, whatever the format of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from checker.evidence import Box


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box in points, origin at the top left of the page."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text, and for workbooks its cached value (str, Decimal, bool, date) and formula."""

    row: int
    column: int
    text: str
    value: Any = None
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as cells; rows and columns count from 0. `title` is the sheet name for workbooks."""

    cells: tuple[Cell, ...]
    title: str | None = None

    def rows(self) -> list[list[str]]:
        """The texts as a list of rows, missing cells empty."""
        if not self.cells:
            return []
        width = max(cell.column for cell in self.cells) + 1
        grid = [[""] * width for _ in range(max(cell.row for cell in self.cells) + 1)]
        for cell in self.cells:
            grid[cell.row][cell.column] = cell.text
        return grid


@dataclass(frozen=True, slots=True)
class CheckBox:
    """A check box and the words beside it."""

    label: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page (or sheet, or one message body).

    `text` is NFC, in reading order, one line of the page per line, repeated headers and footers included but listed in `furniture`.
    `text_source` is "layer" (the file's own text), "ocr" or "none" (an image nobody could read).
    """

    number: int
    text: str
    words: tuple[Word, ...] = ()
    tables: tuple[Table, ...] = ()
    check_boxes: tuple[CheckBox, ...] = ()
    furniture: tuple[str, ...] = ()
    width: float = 0.0
    height: float = 0.0
    text_source: str = "layer"
    ocr_confidence: float | None = None
    defects: tuple[str, ...] = ()  # "blank", "upside_down", "sideways", "blurred", "damaged"
    pictures: tuple[Box, ...] = ()  # what is drawn or pasted and is not text: logos, stamps, handwritten signatures


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature found in a file: electronic (pades, xades, cades) or the picture of a handwritten one."""

    kind: str
    valid: bool | None = None
    signer: str | None = None
    signed_at: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `problem` is None, or why nothing could be read: encrypted, corrupt, empty, blank (pages that bear nothing), too_large, too_many_pages,
    bomb, unsupported, executable, entities (XML), missing, timeout, crashed, no_ocr (readable only by OCR, which this machine lacks)."""

    name: str
    sha256: str
    size: int
    media_type: str
    pages: tuple[Page, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)  # form fields by name; check boxes are booleans
    metadata: dict[str, str] = field(default_factory=dict)
    signatures: tuple[Signature, ...] = ()
    problem: str | None = None
    problem_detail: str | None = None
    has_macros: bool = False
    tracked_changes: int = 0
    comments: int = 0
    parent: str | None = None  # name of the archive or e-mail this file came in

    @property
    def readable(self) -> bool:
        """Whether at least one page gave text."""
        return self.problem is None and any(page.text.strip() for page in self.pages)

    @property
    def text(self) -> str:
        """All pages, separated by form feeds."""
        return "\f".join(page.text for page in self.pages)

    @property
    def text_source(self) -> str:
        """layer, ocr or none for the whole file: ocr as soon as one page needed it."""
        sources = {page.text_source for page in self.pages if page.text.strip()}
        return "ocr" if "ocr" in sources else "layer" if "layer" in sources else "none"
