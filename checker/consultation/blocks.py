"""A document of the buyer as blocks: headings, paragraphs, items of lists and rows of tables, with their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.evidence import Evidence
from checker.folding import fold
from checker.reading.document import Document

_BULLET = re.compile(
    r"^\s*(?:[-–—−•●▪■◦‣·*➢➔→✓☐☑☒\uf0b7\uf0a7\uf0d8]+|o(?=\s+[A-Zà-ÿÀ-Ý])|\(?[a-z]\)|\(?\d{1,2}\s?[)°])\s*(?=\S)"
)
_NUMBERED = re.compile(r"^\s*(\d{1,2}(?:\s?[.\-]\s?\d{1,2}){0,4})\s*[.)\-–:]*\s+(?=[A-ZÀ-Ý«])")
_ARTICLE = re.compile(r"^\s*(?:article|chapitre|titre|section|partie)\s+(?:n°\s*)?(\d{1,2}|[IVX]{1,5}|premier)\b", re.I)
_ROMAN = re.compile(r"^\s*([IVX]{1,5})\s*(?:[.\-–)]\s*)+(?=[A-ZÀ-Ý])")
_CONTENTS = re.compile(r"(?:\.\s?){5,}\s*\d{1,3}\s*$")
_END = (".", ";", ":", "!", "?")
LONGEST_HEADING = 130


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, item or row. `text` is verbatim with its lines joined; `path` the headings above it.

    `nature` is heading, paragraph, item or row; `cells` are the cells of a row; `page` where the block begins.
    """

    file: str
    page: int
    text: str
    nature: str
    level: int = 0
    path: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()

    @property
    def folded(self) -> str:
        """The text in plain letters."""
        return fold(self.text)

    @property
    def place(self) -> str:
        """The headings above, in plain letters, outermost first."""
        return fold(" > ".join(self.path))

    def evidence(self, quote: str | None = None) -> Evidence:
        """The passage as evidence: the whole block, or `quote`, which must be its verbatim words."""
        return Evidence(self.file, self.page, quote or self.text)


def _heading_level(line: str) -> int | None:
    """The depth of a numbered heading, or None."""
    if len(line) > LONGEST_HEADING or line.rstrip().endswith((";", ",")):
        return None
    if _ARTICLE.match(line) or _ROMAN.match(line):
        return 1
    if found := _NUMBERED.match(line):
        return len(re.findall(r"\d+", found[1]))
    return None


def _raw(document: Document) -> Iterator[Block]:
    """One block per line of the pages, repeated headers, footers and tables of contents left out."""
    for page in document.pages:
        for line in page.text.splitlines():
            text = line.strip()
            if not text or line in page.furniture or text in page.furniture or _CONTENTS.search(text):
                continue
            start = Block(document.name, page.number, text, "paragraph")
            if "\t" in line.strip("\n"):
                yield replace(start, nature="row", cells=tuple(cell.strip() for cell in line.split("\t")))
            elif (level := _heading_level(text)) is not None:
                yield replace(start, nature="heading", level=level)
            elif bullet := _BULLET.match(text):
                yield replace(start, nature="item", text=text, level=len(bullet[0]))
            else:
                yield start


def _continues(before: Block | None, line: Block) -> bool:
    """Whether a line goes on with the block before it."""
    if before is None or line.nature != "paragraph" or before.nature in ("row", "heading"):
        return False
    if before.text.endswith(_END):
        return line.text[:1].islower() and not before.text.endswith((";", ":"))
    return len(before.text) > 60 or line.text[:1].islower()


def blocks(document: Document) -> tuple[Block, ...]:
    """The blocks of a document in reading order."""
    made: list[Block] = []
    path: list[tuple[int, str]] = []
    for line in _raw(document):
        if made and _continues(made[-1], line):
            made[-1] = replace(made[-1], text=f"{made[-1].text} {line.text}")
            continue
        if line.nature == "heading":
            path = [(level, title) for level, title in path if level < line.level]
            made.append(replace(line, path=tuple(title for _, title in path)))
            path.append((line.level, line.text))
        else:
            made.append(replace(line, path=tuple(title for _, title in path)))
    return tuple(made)
