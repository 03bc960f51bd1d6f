"""Blocks whose lines were joined although each says its own thing, cut again: titles of a cover, paragraphs of a text document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checker.consultation.blocks import FLOWING, Block
from checker.consultation.readers.french import BODIES
from checker.folding import fold
from checker.reading.document import Document

_LABEL = re.compile(
    r"^\W*(?:n\W|(?:reglement|cahier|acte d.engagement|marche|accord-cadre|consultation|reference|ref\b|numero|objet|date|heure|procedure|appel d.offres|les plis|remise|pouvoir|maitre|acheteur|article|avant|lot|"
    r"limite|intitule|type|code|montant|duree|forme|lieu|nature|visite|depot|siret|cpv|vendredi|lundi|mardi|mercredi|jeudi|samedi|dossier|avis|annee|adresse|tel)\b)"
)
_WEIGHT = re.compile(r"\d\s*(?:%|points?\b|pts?\b)")
_AFTER_WEIGHT = re.compile(r"(?:\d\s*(?:%|points?|pts?\.?)|pond[ée]ration\s*:?\s*\d{1,3})\s*[);.]?$", re.IGNORECASE)
_HOUR_LAST = re.compile(r"\b\d{1,2}\s?(?:[hH]|heures?|:)\s?(?:\d{2})?$")  # the end of a deadline on a cover
_BODY = re.compile(rf"(?:{BODIES})")
# a line of the cover that is nothing but a code: « GHT-TX-2027-04 »
CODE = re.compile(r"(?=.*\d\d)(?=.*[A-Z]{2})[A-Z0-9]{1,10}(?:[-_/.][A-Z0-9]{1,10}){1,7}(?: (?:BIS|TER))?")
# lines of an address and of the service that buys, below the name of a body
_ADDRESS = re.compile(
    r"^\W*(?:services? |cellule |b\.?p\.? ?\d|cs ?\d|\d{2} ?\d{3} [a-z]|\d{1,4}(?: bis| ter)?,? (?:rue|avenue|place|quai|cours|boulevard|route|chemin|allee)\b)"
)
_TOWN_LAST = re.compile(r"(?<!\d)\d{2} ?\d{3} [A-ZÀ-Ý][^\d,;:]{2,40}$")  # the end of an address
_LEADS_ON = re.compile(r"(?:[,'’(&-]|\b(?:de|du|des|la|le|les|et|ou|à|au|aux|en|par|pour|sur|un|une))$", re.IGNORECASE)
_NAME_AND_WEIGHT = re.compile(r"^[A-ZÀ-Ý][^.;:()]{3,70}\(\s*(?:pond\w+ à |sur )?\d{1,3}\s*(?:%|points?\b|pts?\b)\s*\)")
_BEFORE_WEIGHT = re.compile(r"^\W*\d{1,3}\s*(?:%|points?\b|pts?\b)")


def own_lines(document: Document, blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks, those that hold several statements cut where the page begins a new line."""
    flowing = any(word in document.media_type for word in FLOWING)
    raw = {page.number: [line.strip() for line in page.text.splitlines() if line.strip()] for page in document.pages}
    for block in blocks:
        weighed = bool(_WEIGHT.search(block.text) or "ond" in block.text and "ration" in block.text)
        if block.nature not in ("paragraph", "item") or (flowing and block.page != 1 and not weighed):
            yield block
        else:
            yield from _cut(block, raw.get(block.page, []), flowing)


def _cut(block: Block, raw: list[str], flowing: bool) -> Iterator[Block]:
    start = 0
    for end, following in _joints(block.text, raw):
        if not flowing or _starts_anew(block.text[start:end], following):
            yield _piece(block, start, end)
            start = end + 1
    yield _piece(block, start, len(block.text)) if start else block


def _piece(block: Block, start: int, end: int) -> Block:
    """A part of a block, on the page where it begins."""
    breaks = tuple((place - start, page) for place, page in block.breaks if start < place < end)
    return replace(block, text=block.text[start:end], page=block.page_at(start), breaks=breaks)


def _joints(text: str, raw: list[str]) -> list[tuple[int, str]]:
    """Where lines of the page were joined: the place of each joining space and the line after it."""
    for first, line in enumerate(raw):
        if not text.startswith(line):
            continue
        found, at = [], len(line)
        for following in raw[first + 1 :]:
            if not text.startswith(following, at + 1):
                break
            found.append((at, following))
            at += 1 + len(following)
        if at >= len(text) - 1:
            return found
    return []


def _starts_anew(above: str, below: str) -> bool:
    if _HOUR_LAST.search(above) or (_BODY.match(fold(below)) and below[0].isupper() and not _LEADS_ON.search(above)):
        return True
    if _TOWN_LAST.search(above) and below[:1].isupper():
        return True
    if CODE.fullmatch(above) or CODE.fullmatch(below):
        return True
    if _ADDRESS.match(fold(below)) and not below[0].islower() and not _LEADS_ON.search(above):
        return True
    if _AFTER_WEIGHT.search(above) or _BEFORE_WEIGHT.match(below) or _NAME_AND_WEIGHT.match(below):
        return True
    if (
        re.match(r"\W*lots?\W+(?:n(?:\s?o\b)?\W{0,2})?\d{1,2}\W", above, re.IGNORECASE)
        and below[:1].isupper()
        and len(above) < 90
    ):
        return True
    if below[:1].islower():
        return False
    last = above.split(" ")[-6:]
    return " ".join(last).isupper() != below.isupper() or bool(_LABEL.match(fold(below)))
