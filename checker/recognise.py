"""Says which kind of document a file is, page by page, and reads its facts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from checker.facts import extract, lot_of
from checker.facts.model import Piece, ReadFile
from checker.kinds import TO_CONFIRM, UNKNOWN
from checker.kinds.scoring import Look, look, margin, named, ranked
from checker.kinds.signs import is_sheet
from checker.reading.document import Document

# Below this, the kind is shown as « à confirmer ».
LEAST = 2.4  # the least score that names a kind
PLAIN = 6.0  # so far ahead of the piece before, a page is a paper of its own
LEAST_OF_A_NAME = 2.3  # one word of a name is little, but all there is when nobody can open the file
# Forms and long documents cite and quote others: inside them only certain papers begin a new piece.
BUYERS = frozenset({"rc", "ccap", "cctp", "avis_marche", "additif_dce"})
FORMS = frozenset({"memoire_technique", "cadre_reponse", "acte_engagement", "dc1", "dc2", "dc4", "dume"})
ISSUED = frozenset({
    "kbis", "attestation_rne", "avis_sirene", "rib", "vigilance_urssaf", "attestation_fiscale", "rc_pro", "decennale",
    "conges_intemperies", "retraite_probtp", "qualification_pro", "rge", "qualiopi", "certif_systeme", "dc1", "dc2", "dc4",
})  # fmt: skip
OFFERED = frozenset({"acte_engagement", "bpu", "dqe", "dpgf"})


def _confidence(score: float, ahead: float) -> float:
    """Grows with the score and with the lead over the next kind."""
    return 1 / (1 + math.exp(-(0.35 * (score - 3.0) + 0.45 * (ahead - 1.0))))


def _best(look: Look) -> tuple[str, float]:
    rows = ranked(look.total)
    if rows[0][0] < LEAST:
        return UNKNOWN, 0.0
    return rows[0][1], min(0.99, _confidence(rows[0][0], margin(rows)))


def recognise(document: Document) -> tuple[Piece, ...]:
    """The pieces of a file in page order; a page that shows no new title continues the piece before it.

    A file nobody can read is named after its file name, with a confidence that asks for a confirmation.
    """
    pieces: list[Piece] = []
    twins: list[Piece] = []
    for page in document.pages:
        if not page.text.strip():
            continue
        seen = look(document, page, with_name=not pieces or is_sheet(document))
        best, confidence = _best(seen)
        last = pieces[-1] if pieces else None
        if last is None:
            pieces.append(Piece(best, confidence, 1, page.number, lot_of(page.text, document.name)))
        elif _was_a_cover(last, best, confidence, page.number):
            pieces[-1] = Piece(best, 0.9 * confidence, last.first_page, page.number, last.lot)
        elif _starts_anew(seen, best, last, confidence):
            pieces.append(Piece(best, confidence, page.number, page.number, lot_of(page.text, "")))
        else:
            pieces[-1] = Piece(last.kind, last.confidence, last.first_page, page.number, last.lot)
            continue
        twins.extend(
            Piece(kind, 0.7, page.number, page.number, pieces[-1].lot) for kind in seen.twins.get(pieces[-1].kind, ())
        )
    return (*pieces, *twins) or (_by_name(document),)


def _by_name(document: Document) -> Piece:
    rows = ranked(named(document.name))
    kind, confidence = (rows[0][1], 0.5) if rows and rows[0][0] >= LEAST_OF_A_NAME else (UNKNOWN, 0.0)
    return Piece(kind, confidence, 1, max(1, len(document.pages)), lot_of("", document.name))


def _was_a_cover(last: Piece, best: str, confidence: float, number: int) -> bool:
    """A first page that says little, followed by one that says what the document is."""
    return number <= 3 and last.confidence < TO_CONFIRM <= confidence and best != UNKNOWN and last.first_page == 1


def _starts_anew(seen: Look, best: str, last: Piece, confidence: float) -> bool:
    """A new piece begins where the title of another kind stands alone at the very top, and the page is more that than this."""
    if best in (UNKNOWN, last.kind) or (last.kind in FORMS and best not in ISSUED | OFFERED):
        return False
    if last.kind in BUYERS and best not in BUYERS | OFFERED:
        return False
    ahead = seen.total[best] - seen.total.get(last.kind, 0.0)
    if best in ISSUED and ahead >= PLAIN and seen.title.get(best, 0.0) >= 1.0 and seen.total.get(last.kind, 0.0) < 2.0:
        return last.kind not in BUYERS  # a title in a sentence, and nothing of the piece before
    needed = 4.0 if last.kind in BUYERS else 2.0 if last.kind in FORMS else 0.5
    return seen.opening.get(best, 0.0) >= 2.5 and confidence >= TO_CONFIRM and ahead >= needed


def main_piece(document: Document, pieces: Sequence[Piece]) -> Piece:
    """The first piece whose kind is sure, else the surest; the surest sheet of a workbook, which often opens with a notice."""
    sure = (
        []
        if is_sheet(document)
        else [piece for piece in pieces if piece.kind != UNKNOWN and piece.confidence >= TO_CONFIRM]
    )
    return sure[0] if sure else max(pieces, key=lambda piece: (piece.kind != UNKNOWN, piece.confidence))


def read_file(document: Document, chosen: str | None = None) -> ReadFile:
    """The file with its kind, its pieces and its facts. `chosen` is the kind a person said: it wins over what is recognised."""
    pieces = recognise(document) if chosen is None else (Piece(chosen, 1.0, 1, max(1, len(document.pages))),)
    main = main_piece(document, pieces)
    lot = lot_of(document.pages[0].text if document.pages else "", document.name)
    return ReadFile(document, main.kind, main.confidence, pieces, extract(document, pieces), lot)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
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
