"""Whether a file is signed: electronically, by a handwritten mark or its picture, or not at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from checker.evidence import Box, Evidence
from checker.facts.model import Fact
from checker.facts.quote import evidence
from checker.folding import fold, fold_keeping_length
from checker.reading.document import Document, Page

# What a person signs by hand, or must leave unsigned; an attestation someone else issues bears signatures of no interest here.
ASKED = frozenset({
    "dc1", "dc2", "dc4", "acte_engagement", "declaration_honneur", "sanctions_russie", "travailleurs_etrangers", "engagement_insertion",
    "engagement_tiers", "habilitation_mandataire", "pouvoir_signataire", "prise_connaissance_dce", "engagement_confidentialite",
    "oeth", "devis", "ae_repartition", "ccap_signe",
})  # fmt: skip
_ANCHOR = re.compile(
    r"\bfait (?:a|le)\b|\bsignatures?\b|\bsignataire|\bcachet|lu et (?:approuve|accepte)|bon pour|,\s*le \d{1,2}\b|^\W*le \d{1,2}[ /.]"
    r"|\ble\s*:\s*\d{1,2}[ /.]|pour l'entreprise|represente legal|veuillez agreer|^[^\n]{0,45}\b(?:gerante?|presidente?|directeur|directrice)(?: generale?)?\W*$|l'entrepreneur|le titulaire\b|le candidat\b.{0,12}$",
    re.MULTILINE,
)
_ELECTRONIC = ("pades", "xades", "cades")
_ABOVE, _BELOW = 15.0, 190.0  # points around the words by which people sign
_BUYER = re.compile(
    r"identification et signature de l.acheteur|signature de l.acheteur|representant du pouvoir adjudicateur|pour l.acheteur"
)


def signature_facts(document: Document, kind: str, pages: Sequence[Page]) -> Iterator[Fact]:
    """signed and signature_kind ("electronique", "manuscrite", "aucune"); nothing when the file does not allow to tell."""
    if document.signatures:
        one = document.signatures[0]
        said = " ".join(part for part in (one.kind, one.signer, one.signed_at) if part)
        place = Evidence(document.name, pages[0].number if pages else 1, said)
        yield Fact("signed", True, place, 0.95)
        yield Fact("signature_kind", "electronique" if one.kind in _ELECTRONIC else "manuscrite", place, 0.95)
        return
    if kind not in ASKED:
        return
    for page in pages:
        if mark := _mark(document.name, page, _letterhead(pages)):
            yield Fact("signed", True, mark, 0.75)
            yield Fact("signature_kind", "manuscrite", mark, 0.75)
            return
    if pasted := _pasted(document, pages):
        yield Fact("signed", True, pasted, 0.7)
        yield Fact("signature_kind", "manuscrite", pasted, 0.7)
        return
    empty = next((found for page in reversed(pages) if (found := _anchor(document.name, page))), None)
    if empty and _shows_nothing(document, pages):
        yield Fact("signed", False, empty, 0.8)
        yield Fact("signature_kind", "aucune", empty, 0.8)


def _shows_nothing(document: Document, pages: Sequence[Page]) -> bool:
    """Whether the pages hold no picture at all: a scan, or a format whose pictures are not looked at, leaves the question open."""
    if any(page.text_source != "layer" for page in pages):
        return False
    if document.media_type == "application/pdf":
        return not any(_marks(page, _letterhead(pages)) for page in pages)
    return document.metadata.get("pictures") == "0"


def _anchor(file: str, page: Page) -> Evidence | None:
    """The last words of the page by which people sign."""
    plain = fold_keeping_length(page.text)
    theirs = _BUYER.search(plain)
    found = list(_ANCHOR.finditer(plain, 0, theirs.start() if theirs else len(plain))) or list(_ANCHOR.finditer(plain))
    return evidence(file, page, found[-1].start(), found[-1].end()) if found else None


def _pasted(document: Document, pages: Sequence[Page]) -> Evidence | None:
    """A picture that a word processor's file holds just after such words."""
    before = [fold(words) for words in document.metadata.get("before_pictures", "").split("\f") if words]
    if not any(_ANCHOR.search(words) and not _BUYER.search(words) for words in before):
        return None
    return next((found for page in reversed(pages) if (found := _anchor(document.name, page))), None)


def _letterhead(pages: Sequence[Page]) -> frozenset[tuple[int, ...]]:
    """The places where the same picture comes back from page to page: a logo."""
    seen = Counter(tuple(map(round, box)) for page in pages for box in page.pictures)
    return frozenset(box for box, times in seen.items() if times > 1)


def _marks(page: Page, letterhead: frozenset[tuple[int, ...]]) -> list[Box]:
    """The pictures of a page that a hand may have left; the head of a first page is where logos stand."""
    head = 0.1 if page.number == 1 else 0.04
    return [
        box
        for box in page.pictures
        if _is_mark(box, page, head) and (box[1] > 0.1 * page.height or tuple(map(round, box)) not in letterhead)
    ]


def _mark(file: str, page: Page, letterhead: frozenset[tuple[int, ...]]) -> Evidence | None:
    """A drawing that stands beside or below such words, and not in the buyer's part of the form."""
    lines = _lines(page)
    anchors = [(box, text) for box, text in lines if _ANCHOR.search(fold(text))]
    limit = min((box[1] for box, text in lines if _BUYER.search(fold(text))), default=page.height)
    for box in _marks(page, letterhead):
        if box[1] > limit:
            continue
        near = [
            text
            for place, text in anchors
            if place[1] - _ABOVE <= box[3] and box[1] <= place[3] + _BELOW and place[1] < limit
        ]
        if near:
            return Evidence(file, page.number, near[-1][:200], box)
    return None


def _is_mark(box: Box, page: Page, head: float) -> bool:
    """The size and shape of what a hand leaves, off the head of the page and off its foot."""
    width, height = box[2] - box[0], box[3] - box[1]
    return (
        30 <= width <= 300
        and 9 <= height <= 160
        and width >= 1.1 * height
        and head * page.height < box[1] < 0.95 * page.height
    )


def _lines(page: Page) -> list[tuple[Box, str]]:
    """The lines of a page with their boxes, from its words."""
    made: list[tuple[list[float], list[str]]] = []
    for word in page.words:
        x0, y0, x1, y1 = word.box
        if made and abs((made[-1][0][1] + made[-1][0][3]) / 2 - (y0 + y1) / 2) < 4:
            box = made[-1][0]
            box[0], box[1], box[2], box[3] = min(box[0], x0), min(box[1], y0), max(box[2], x1), max(box[3], y1)
            made[-1][1].append(word.text)
        else:
            made.append(([x0, y0, x1, y1], [word.text]))
    return [((b[0], b[1], b[2], b[3]), " ".join(words)) for b, words in made]
