"""How much a page looks like each kind: its title weighs most, then words hardly seen elsewhere, its layout, the file's name."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from checker.folding import fold
from checker.kinds import catalogue
from checker.kinds.phrases import Hit, blurred_titles, hits, vocabulary
from checker.kinds.signs import is_sheet, signs
from checker.kinds.tokens import Token, file_words, mended, tokens, words
from checker.reading.document import Document, Page

TITLE_LINES = 14
READ = 7000  # characters of a page: what a document is shows early
# A title after one of these is cited: « annexe 1 à l'acte d'engagement », « conformément au règlement de la consultation ».
_TIED_TO = frozenset(words("annexe annexé article joint jointe pièce réf additif avenant"))
_CITING = frozenset(words("selon voir conformément conforme prévu visé mentionné cf vu"))
_SUBJECT = frozenset(words("objet : sujet"))  # « Objet : lettre de candidature » is a title all the same
_BODY_ROOM = 6.5
_AGAINST = 1.6


@dataclass(frozen=True, slots=True)
class Look:
    """The score of a page for each kind, and the part of it that its title earned."""

    total: dict[str, float]
    title: dict[str, float]
    opening: dict[str, float]  # titles that stand alone in the very first lines
    twins: dict[str, tuple[str, ...]]  # for a kind, the others that one sheet may be at the same time


class _Tally:
    """The points of a page, by kind and by what earned them."""

    def __init__(self) -> None:
        self.title: dict[str, float] = defaultdict(float)
        self.opening: dict[str, float] = defaultdict(float)
        self.body: dict[str, float] = defaultdict(float)
        self.against: dict[str, float] = defaultdict(float)
        self.seen: set[tuple[str, ...]] = set()
        self.spans: list[tuple[int, int]] = []  # of the titles found so far
        self.heads: dict[int, set[str]] = {}  # the kinds whose titles open each line

    def within(self, hit: Hit) -> bool:
        """Whether a longer title holds this one."""
        size = hit.end - hit.start
        return any(low <= hit.start and hit.end <= high and high - low > size for low, high in self.spans)

    def add(self, hit: Hit, line: int, share: float) -> None:
        """Count a phrase that stands on a line; a phrase counts once for the body, at its best place for the title."""
        titled = {kind for kind, role, _ in hit.phrase.meanings if role == "title"}
        if titled and share:
            share = 0.0 if self.within(hit) else share  # « mémoire technique » in « cadre de mémoire technique »
            self.spans.append((hit.start, hit.end))
        head = self.heads.setdefault(line, titled) if titled and share > 0.25 else titled
        for kind, role, weight in hit.phrase.meanings:
            if role == "title" and share:
                share = share if kind in head else 0.5 * share  # « acte d'engagement valant CCAP » is the former
                worth = weight * share * (1.1 if line < 2 else 1.0 if line < 6 else 0.75)
                self.title[kind] = max(self.title[kind], worth)
                if line < 5 and share == 1.0:
                    self.opening[kind] = max(self.opening[kind], worth)
            elif role in ("body", "against") and hit.phrase.words not in self.seen:
                points = self.body if role == "body" else self.against
                points[kind] += weight
        self.seen.add(hit.phrase.words)

    def add_blurred(self, found: Sequence[Token]) -> None:
        """Titles of a scan that only a reader who squints would see."""
        for phrase, likeness in blurred_titles(found):
            for kind, role, weight in phrase.meanings:
                if role == "title" and phrase.words not in self.seen:
                    self.title[kind] = max(self.title[kind], 0.75 * weight * likeness)


def look(document: Document, page: Page, with_name: bool) -> Look:
    """The scores of one page; the name of the file counts only for the page that opens it."""
    scanned = page.text_source == "ocr"
    found = mended(tokens(page.text[:READ]), vocabulary(), scanned, TITLE_LINES)
    sizes = _sizes(found)
    tally = _Tally()
    for hit in hits(found):
        line = found[hit.start].line
        tally.add(hit, line, _standing(hit, found, sizes) if line < TITLE_LINES else 0.0)
    if scanned:
        tally.add_blurred([token for token in found if token.line < TITLE_LINES])
    total = _sum(tally, _signed(document, page), _names_of(document, page) if with_name else {})
    _patterns(page, total)
    plain = " ".join(token.word for token in found)
    return Look(total, dict(tally.title), dict(tally.opening), _twins(plain))


def _twins(plain: str) -> dict[str, tuple[str, ...]]:
    """An insurer attests both covers on one sheet: the words of the other kind are named in the first."""
    spaced = f" {plain} "
    return {
        kind.id: tuple(
            other
            for other, phrases in kind.twins.items()
            if any(f" {' '.join(words(text))} " in spaced for text in phrases)
        )
        for kind in catalogue().values()
        if kind.twins
    }


def _sizes(found: Sequence[Token]) -> dict[int, int]:
    sizes: dict[int, int] = defaultdict(int)
    for token in found:
        sizes[token.part] += 1
    return sizes


def _standing(hit: Hit, found: Sequence[Token], sizes: dict[int, int]) -> float:
    """1 when the phrase is the whole of its line, less when it stands in a sentence, little when it is only cited."""
    parts = {token.part for token in found[hit.start : hit.end]}
    cover = (hit.end - hit.start) / sum(sizes[part] for part in parts)
    part = found[hit.start].part
    before = [token for token in found[max(0, hit.start - 4) : hit.start] if token.word not in _SUBJECT]
    first = not before or before[-1].part != part
    if _is_cited(before, found[hit.start]):
        return 0.25
    if cover >= 0.6:
        return 1.0
    if cover >= 0.45:
        return 0.95
    return 0.8 if first and sizes[part] <= 14 else 0.5 if first else 0.3


def _is_cited(before: Sequence[Token], first: Token) -> bool:
    """Whether the words before a title say that it is another document's; « Annexe 2 - Cadre de réponse » is a title."""
    if any(token.word in _CITING for token in before if token.line == first.line):
        return True
    near = [token for token in before if not token.word.isdigit() and len(token.word) > 1][-1:]
    return first.tied and any(token.word in _TIED_TO for token in near)


def _sum(tally: _Tally, signed: dict[str, float], named: dict[str, float]) -> dict[str, float]:
    total = {}
    for kind in catalogue():
        inside = _BODY_ROOM * (1 - math.exp(-tally.body.get(kind, 0.0) / _BODY_ROOM))
        base = tally.title.get(kind, 0.0) + inside + named.get(kind, 0.0)
        minus = _AGAINST * min(tally.against.get(kind, 0.0), 4.0)
        total[kind] = base + signed.get(kind, 0.0) - minus if base > 0 or signed.get(kind, 0.0) >= 3 else 0.0
    return total


def _patterns(page: Page, total: dict[str, float]) -> None:
    plain = fold(page.text[:READ])
    for kind in catalogue().values():
        if total[kind.id] > 0:
            total[kind.id] += sum(0.8 for pattern in kind.patterns if _compiled(pattern).search(plain))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _signed(document: Document, page: Page) -> dict[str, float]:
    seen = signs(document, page)
    return {
        kind.id: sum(weight for name, weight in kind.signs.items() if name in seen)
        for kind in catalogue().values()
        if kind.signs
    }


@cache
def _names() -> tuple[tuple[str, tuple[str, ...], float], ...]:
    rows = []
    for kind in catalogue().values():
        for weight, phrases in ((1.0, kind.files), (0.85, kind.titles)):
            for text in phrases:
                key = tuple(words(text))
                if key and (weight == 1.0 or len(key) > 1 or len(key[0]) > 4):
                    rows.append((kind.id, key, weight * (2.0 + 0.35 * min(len(key), 4))))
    return tuple(rows)


def _names_of(document: Document, page: Page) -> dict[str, float]:
    """What the name of the file says, and the name of the sheet, which says more."""
    scores = dict(named(document.name))
    for title in {table.title for table in page.tables if table.title} if is_sheet(document) else ():
        for kind, score in named(f"{title}.").items():
            scores[kind] = max(scores.get(kind, 0.0), 1.2 * score)
    return scores


@lru_cache(maxsize=512)
def named(name: str) -> dict[str, float]:
    """What the file's own name says: a weaker cue, for people name files as they like."""
    found = file_words(name)
    scores: dict[str, float] = defaultdict(float)
    runs = {tuple(found[start : start + size]) for size in range(1, 6) for start in range(len(found))}
    for kind, key, weight in _names():
        if key in runs:
            scores[kind] = max(scores[kind], weight)
    return dict(scores)


def ranked(total: dict[str, float]) -> list[tuple[float, str]]:
    """The kinds, the likeliest first."""
    return sorted(((score, kind) for kind, score in total.items()), reverse=True)


def margin(rows: Sequence[tuple[float, str]]) -> float:
    """How far the best kind is ahead of the next."""
    return next((one[0] - other[0] for one, other in pairwise(rows)), rows[0][0] if rows else 0.0)
