"""Says which kind of document a file is, page by page, and reads its facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from checker.facts import extract, lot_of
from checker.facts.model import Piece, ReadFile
from checker.folding import fold
from checker.kinds import UNKNOWN, Kind, catalogue
from checker.reading.document import Document, Page

TITLE_LINES = 14
SHEETS = ("text/csv", "spreadsheet", "excel", "sheet")
PRICE_KINDS = ("bpu", "dqe", "dpgf", "devis", "cadre_prix_vierge")
THRESHOLD = 2.0


@cache
def _phrase(text: str) -> re.Pattern[str]:
    return re.compile(r"(?<![a-z0-9])" + re.escape(fold(text)).replace(r"\ ", r"[\s_\-]+") + r"(?![a-z0-9])")


def _title(page: Page) -> str:
    lines = [line for line in page.text.splitlines() if line.strip() and line not in page.furniture]
    return fold("\n".join(lines[:TITLE_LINES]))


def _score(kind: Kind, title: str, body: str, name: str, is_sheet: bool) -> float:
    """How much a page looks like a kind: its name at the top weighs most, then the file's name, then its body."""
    names = tuple(name for name in (kind.id.replace("_", " "), *kind.aliases) if len(name) > 2)
    top = 0.0
    for alias in names:
        if found := _phrase(alias).search(title):
            length = min(len(fold(alias).split()), 5)
            top = max(top, (2.2 + 0.6 * length) * (1.0 if found.start() < 160 else 0.55))
    in_name = max(
        (1.2 + 0.4 * min(len(alias.split()), 3) for alias in names if _phrase(alias).search(name)), default=0.0
    )
    hits = sum(bool(_phrase(phrase).search(body)) for phrase in kind.phrases)
    hits += sum(bool(re.search(pattern, body)) for pattern in kind.patterns)
    inside = 3.0 * hits / max(4, len(kind.phrases)) + min(hits, 4) * 0.35
    sheet = 1.0 if is_sheet and kind.id in PRICE_KINDS else -1.0 if is_sheet else 0.0
    return top + in_name + inside + sheet


def _best(page: Page, name: str, is_sheet: bool) -> tuple[str, float]:
    title, body = _title(page), fold(page.text)
    scores = sorted(
        ((_score(kind, title, body, name, is_sheet), kind.id) for kind in catalogue().values()), reverse=True
    )
    (first, best), (second, _other) = scores[0], scores[1]
    if first < THRESHOLD:
        return UNKNOWN, 0.0
    return best, min(0.99, 0.35 + 0.08 * first + 0.15 * (first - second))


def recognise(document: Document) -> tuple[Piece, ...]:
    """The pieces of a file in page order; a page that shows no new title continues the piece before it."""
    name = fold(re.sub(r"[_\W]+", " ", document.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]))
    is_sheet = any(word in document.media_type for word in SHEETS)
    pieces: list[Piece] = []
    for page in document.pages:
        if not page.text.strip():
            continue
        best, confidence = _best(page, name if not pieces else "", is_sheet)
        last = pieces[-1] if pieces else None
        if last is None:
            pieces.append(Piece(best, confidence, 1, page.number, lot_of(page.text, document.name)))
        elif _starts_anew(page, best, last, confidence):
            pieces.append(Piece(best, confidence, page.number, page.number, lot_of(page.text, "")))
        else:
            pieces[-1] = Piece(last.kind, last.confidence, last.first_page, page.number, last.lot)
    return tuple(pieces) or (Piece(UNKNOWN, 0.0, 1, max(1, len(document.pages))),)


def _starts_anew(page: Page, best: str, last: Piece, confidence: float) -> bool:
    """A new piece begins where a page carries, at its very top, the name of another kind; long documents only cite them."""
    if best in (UNKNOWN, last.kind) or last.kind in ("rc", "ccap", "cctp", "memoire_technique", "avis_marche"):
        return False
    kind = catalogue()[best]
    top = _title(page)[:90]
    named = any(
        len(alias) > 3 and (found := _phrase(alias).search(top)) and found.start() < 30 for alias in kind.aliases
    )
    return bool(named) and confidence >= 0.7


def read_file(document: Document) -> ReadFile:
    """The file with its kind, its pieces and its facts."""
    pieces = recognise(document)
    main = max(pieces, key=lambda piece: (piece.kind != UNKNOWN, piece.confidence))
    lot = lot_of(document.pages[0].text if document.pages else "", document.name)
    return ReadFile(document, main.kind, main.confidence, pieces, extract(document, pieces), lot)


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def files_to_json(files: Iterable[ReadFile] | Sequence[ReadFile]) -> list[dict[str, Any]]:
    """The `files` part of `tremplin.report/1`."""
    return [
        {
            "name": one.name,
            "sha256": one.document.sha256,
            "size": one.document.size,
            "kind": one.kind,
            "confidence": round(one.confidence, 3),
            "pages": len(one.document.pages),
            "text": one.document.text_source,
            "lot": one.lot,
            "facts": [
                {"name": fact.name, "value": _plain(fact.value), "evidence": fact.evidence.to_json()}
                for fact in one.facts
            ],
        }
        for one in files
    ]
