"""What the buyer's documents and the firm's files say, found by pattern on plain letters (no accent, lower case)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.consultation.blocks import Block
from checker.consultation.sources import Sources
from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.folding import fold, fold_keeping_length
from checker.reading.document import Page
from checker.rules.model import Dossier

_UNKNOWN = frozenset({"inconnu", "autre"})


def sources(dossier: Dossier) -> Sources:
    """The buyer's documents cut into blocks; none when the consultation was not read from files."""
    found = dossier.consultation.extra.get("sources")
    return found if isinstance(found, Sources) else Sources(())


def asked(
    dossier: Dossier, pattern: str, *kinds: str, unless: str | None = None
) -> Iterator[tuple[Block, re.Match[str]]]:
    """The buyer's blocks that match `pattern`, the règlement first; those that match `unless` are left out."""
    for block in sources(dossier).blocks(*kinds):
        text = block.folded
        if (found := re.search(pattern, text)) and not (unless and re.search(unless, text)):
            yield block, found


def pages_of(file: ReadFile, kind: str) -> tuple[Page, ...]:
    """The pages of a file that hold `kind`; all of them when nothing says which."""
    spans = [(piece.first_page, piece.last_page) for piece in file.pieces if piece.kind == kind]
    chosen = tuple(p for p in file.document.pages if any(first <= p.number <= last for first, last in spans))
    return chosen or file.document.pages


def said(file: ReadFile, pattern: str, kind: str | None = None) -> Iterator[tuple[Evidence, re.Match[str]]]:
    """The passages of a file that match `pattern`, each with its line as evidence."""
    for page in pages_of(file, kind) if kind else file.document.pages:
        plain = fold_keeping_length(page.text)
        for found in re.finditer(pattern, plain):
            first = page.text.rfind("\n", 0, found.start()) + 1
            last = page.text.find("\n", found.end())
            line = page.text[first : last if last >= 0 else len(page.text)]
            yield Evidence(file.name, page.number, " ".join(line.split())[:300]), found


def plain(file: ReadFile) -> str:
    """The whole text of a file in plain letters, spaces single."""
    return fold(file.document.text)


def blind(dossier: Dossier) -> list[ReadFile]:
    """The files nobody could read or recognise: they may hold anything."""
    return [file for file in dossier.files if not file.document.readable or file.kinds <= _UNKNOWN]


def unread(dossier: Dossier) -> list[ReadFile]:
    """The files nobody could read."""
    return [file for file in dossier.files if not file.document.readable]
