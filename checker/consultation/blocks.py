"""A document of the buyer as blocks: headings, paragraphs, items of lists and rows of tables, with their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.evidence import Evidence
from checker.folding import fold
from checker.reading.document import Document, Page

_GLYPHS = "-–—−‐•●▪■◦‣·∙*➢➔→►▶▸▹◆♦❖✓✔√☐☑☒□❑❒»§©\uf0b7\uf0a7\uf0d8\uf0fc\uf0a8\uf02d\uf076\uf0e8"
BULLET = re.compile(
    rf"^\s*(?:[{re.escape(_GLYPHS)}]+|>+(?=\s+[^\W\d])|[oe¢.](?=\s+\S)|\(?[a-z]\)|\(?\d{{1,2}}\s?(?:°\s?\)|[)°]|\.(?=\s+[a-zà-ÿ]))|"
    r"(?:[a-z]|[ivx]{2,4})\.(?=\s))\s*(?=\S)"
)
_SIGN_ALONE = re.compile(rf"^([{re.escape(_GLYPHS)}oe¢]|\(?\w{{1,2}}[.)])\t\s*([^\t]+)$")
_NUMBERED = re.compile(
    r"^\s*(\d{1,2}(?:\s?[.\-]\s?\d{1,2}|[.\-][A-Ha-h](?=[\s.)\-–:])){0,4})\s*[.)\-–:]*\s+(?=[A-ZÀ-Ý«])"
)
_LETTERED = re.compile(r"^\s*([A-H](?:[.\-]?\s?\d{1,2}(?!\d)){0,3})\s*[.)/\-–:]+\s*(?=[A-ZÀ-Ý«])")
_MARKDOWN = re.compile(r"^(#{1,6})\s+(?=\S)")
_ARTICLE = re.compile(
    r"^\s*(?:article|art\.?|chapitre|titre|section|partie)\s+(?:n°\s*)?(\d{1,2}|[IVX]{1,5}|premier)\b", re.I
)
_ROMAN = re.compile(
    r"^\s*([IVX]{1,5})((?:[.\-]\s?(?:\d{1,2}|[A-Ha-h](?=[\s.)\-–:]))){0,3})\s*[.\-–)/:]*\s+(?=[A-ZÀ-Ý])"
)
_CONTENTS = re.compile(r"(?:[.…_]\s?){3,}\s*\d{1,3}$")
_NUMBERED_END = re.compile(r"\S\s+(\d{1,3})$")
_ANSWER = re.compile(r"^(.*\S)\s+(Oui|Non|OUI|NON)$")
_LABEL = re.compile(r"^[A-ZÀ-Ý][^\s.:;()]* [^.:;()]{2,75}\s?:(?:\s|$)|^[A-ZÀ-Ý]\w+\s?:\s\S")
_UNFINISHED = re.compile(r"(?:[,'’(-]|\b(?:de|du|des|la|le|les|et|ou|à|au|aux|en|par|pour|sur|un|une|d|l|que|qui))$")
# the first words of a piece in a list whose bullets were lost
_PIECE = re.compile(
    r"(?:l['’]|une? |les? |la |des |du )?(?:attestations?|certificats?|acte d|d[ée]clarations?|listes?|copies?|note|"
    r"relev[ée]|m[ée]moire|bordereau|d[ée]composition|d[ée]tail|formulaire|lettre|pouvoirs?|fiches?|planning|"
    r"r[ée]f[ée]rences|habilitations?|autorisations?|agr[ée]ments?|cartes?|effectifs?|chiffres? d|assurance|cadre|curriculum|"
    r"renseignements?|premi[eè]re|seconde|deuxi[eè]me|troisi[eè]me|parties?|dossiers?|sous-dossiers?|enveloppes?|volets?|offres?|candidatures?|pi[eè]ces?|documents?|situation|capacit[ée]s?|sous-d[ée]tail|qualifications?|organigrammes?|pr[ée]sentation|moyens|bilans?|justificatifs?|programme|calendrier|sch[ée]ma|devis|plans?|catalogues?|"
    r"[ée]chantillons?|extraits?|k-?bis|preuves?|dume|dc ?\d|bpu|dqe|dpgf|rib)\b",
    re.I,
)
# pieces that bear capitals wherever they stand
_ACRONYM = re.compile(r"(?:K-?bis|DUME|DC ?\d|BPU|DQE|DPGF|RIB)\b")
# a line that begins with these goes on with no sentence: an article keeps its capital only at the head of one
_BEGINS = re.compile(
    r"(?:Les?|La|Une?|Des|Ces?|Cette|Ils?|Elles?|En|Pour|Si|Dans|Tou[st]|Toutes?|Chaque|Aux?|Aucune?|Seule?s?) [a-zà-ÿ]|L['’][a-zà-ÿ]"
)
_END = (".", ";", ":", "!", "?")
LONGEST_HEADING = 130
FLOWING = ("pdf", "image", "plain")  # where a line of the page is not a paragraph
TITLE = "title"  # the marker of a short line that stands alone in a document whose lines are paragraphs
LONGEST_TITLE = 80
FULL = 0.93  # a line is full when the next word would have passed this share of the usual width


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, item or row. `text` is verbatim with its lines joined; `path` the headings above it.

    `nature` is heading, paragraph, item or row; `cells` are the cells of a row; `page` is where the block begins;
    `marker` is the sign that opens an item (digits as #, letters as a); `breaks` are the places of `text` where another
    page begins: (offset, page).
    """

    file: str
    page: int
    text: str
    nature: str
    level: int = 0
    path: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    marker: str = ""
    breaks: tuple[tuple[int, int], ...] = ()

    @property
    def folded(self) -> str:
        """The text in plain letters."""
        return fold(self.text)

    @property
    def place(self) -> str:
        """The headings above, in plain letters, outermost first."""
        return fold(" > ".join(self.path))

    def page_at(self, offset: int) -> int:
        """The page of the character at `offset` of `text`."""
        return max((page for start, page in self.breaks if start <= offset), default=self.page)

    def evidence(self, quote: str | None = None) -> Evidence:
        """The passage as evidence: the whole block, or `quote`, which must be its verbatim words."""
        place = self.text.find(quote) if quote else 0
        return Evidence(self.file, self.page_at(max(place, 0)), quote or self.text)


def _heading_level(line: str) -> int | None:
    """The depth of a numbered heading, or None."""
    if len(line) > LONGEST_HEADING or line.rstrip().endswith((";", ",")):
        return None
    if found := _MARKDOWN.match(line):
        return len(found[1])
    if _ARTICLE.match(line):
        return 1
    for pattern in (_NUMBERED, _LETTERED):
        if found := pattern.match(line):
            return len(re.findall(r"\d+|[A-Za-z]", found[1]))
    if found := _ROMAN.match(line):
        return 1 + len(re.findall(r"\d+|[A-Ha-h]", found[2]))
    return None


def _mark(text: str) -> re.Match[str] | None:
    return BULLET.match(text)


def _raw(document: Document) -> Iterator[Block]:
    """One block per line of the pages, repeated headers, footers and tables of contents left out."""
    for page in document.pages:
        contents = _contents(page)
        for line in page.text.splitlines():
            text = line.strip()
            if not text or line in page.furniture or text in page.furniture or text in contents:
                continue
            yield _block(Block(document.name, page.number, text, "paragraph"), line.strip("\n"))


def _contents(page: Page) -> frozenset[str]:
    """The lines of a table of contents: headings that end with dots and a page, or a run that ends with pages."""
    lines = [line.strip() for line in page.text.splitlines()]
    headings = [line for line in lines if _heading_level(line) is not None]
    found = {line for line in lines if _CONTENTS.search(line)}
    ends = [(line, int(end[1])) for line in headings if (end := _NUMBERED_END.search(line))]
    pages = [number for _, number in ends]
    if len(ends) >= 5 and pages == sorted(pages) and len(ends) >= 0.8 * len(headings):
        found.update(line for line, _ in ends)
    return frozenset(found)


def _block(start: Block, line: str) -> Block:
    """The line with its nature."""
    text = start.text
    if alone := _SIGN_ALONE.match(line.strip()):  # a bullet and its words set apart by a tab
        text = f"{alone[1]} {alone[2]}"
        start, line = replace(start, text=text), text
    if "\t" in line.strip():
        return replace(start, nature="row", cells=tuple(cell.strip() for cell in line.split("\t")))
    if (answer := _ANSWER.match(text)) and len(text) > 12:
        return replace(start, nature="row", cells=(answer[1], answer[2]))
    if bullet := _mark(text):
        marker = re.sub(r"[a-hj-uw-z]", "a", re.sub(r"[ivx]+(?=[).])", "i", re.sub(r"\d+", "#", bullet[0].strip())))
        return replace(start, nature="item", level=len(bullet[0]), marker=marker)
    if (level := _heading_level(text)) is not None:
        return replace(start, nature="heading", level=level)
    return start


def _width(page: Page) -> int:
    """The usual length of a full line of the page, in characters."""
    lengths = sorted(len(line.strip()) for line in page.text.splitlines() if line.strip())
    share = 1.0 if len(lengths) < 10 else 0.85  # a few long lines do not make the width of a page
    return lengths[int(share * (len(lengths) - 1))] if lengths else 0


def _continues(before: Block, last: str, line: Block, width: int) -> bool:
    """Whether a line goes on with the block before it, whose last line is `last`; without `width`, lines are paragraphs."""
    if line.nature != "paragraph" or before.nature == "row":
        return False
    if not width:
        return line.text[:1].islower() and bool(_UNFINISHED.search(before.text))
    low = line.text[:1].islower()
    if before.text.endswith(_END):
        return low and not before.text.endswith((";", ":")) and not _PIECE.match(line.text)
    full = len(last) + 1 + len(line.text.split()[0]) > FULL * width
    if _LABEL.match(line.text) and not _UNFINISHED.search(before.text):
        return False
    begins = line.text[:1].isupper() and (_PIECE.match(line.text) or _BEGINS.match(line.text))
    if begins and not _UNFINISHED.search(before.text) and not (full and _ACRONYM.match(line.text)):
        return False
    if line.text.isupper() and len(line.text) > 12 and not last.isupper():
        return False
    if before.nature == "heading":
        return low and full and not _MARKDOWN.match(before.text)
    return full or (low and not _PIECE.match(line.text))


class _Numbers:
    """Tells a numbered list from numbered headings: a count that begins again at 1 below a heading is a list."""

    def __init__(self) -> None:
        self.top = 0  # the last number of a heading of the first level
        self.item = 0  # the last number of the list under way
        self.run = 0  # that of the last list, which a list below another title may go on counting
        self.named = False  # whether articles, letters or sub-numbers make the headings
        self.lettered = False  # whether letters make the headings

    def is_item(self, line: Block) -> bool:
        """Whether a heading of the first level is rather an item of a list."""
        found = _NUMBERED.match(line.text)
        letter = not found and _LETTERED.match(line.text)
        if letter and line.level == 1:
            self.lettered |= not (self.top or self.named)
            return not self.lettered and not line.text.isupper()
        if not found:
            self.named |= line.level == 1
            self.item = 0
            return False
        if line.level > 1:
            self.item = 0
            self.top = max(self.top, int(re.findall(r"\d+", found[1])[0]))
            return False
        number = int(found[1])
        counted_on = self.run and number == self.run + 1 != self.top + 1
        if (number == 1 and (self.top or self.named)) or (self.item and number == self.item + 1) or counted_on:
            self.item = self.run = number
            return True
        if self.named or number <= self.top:
            return True
        self.top, self.item = number, 0
        return False


def blocks(document: Document) -> tuple[Block, ...]:
    """The blocks of a document in reading order."""
    made: list[Block] = []
    path: list[tuple[int, str]] = []
    flowing = any(word in document.media_type for word in FLOWING)
    widths = {page.number: _width(page) if flowing else 0 for page in document.pages}
    numbers, last = _Numbers(), ""
    for line in _raw(document):
        if made and _continues(made[-1], last, line, widths[line.page]):
            made[-1] = _joined(made[-1], line)
            if made[-1].nature == "heading" and path:
                path[-1] = (path[-1][0], made[-1].text)
        elif made and _answers(made[-1], line):
            joined = _joined(made[-1], line)
            made[-1] = replace(joined, nature="row", cells=(f"{made[-1].text} {line.cells[0]}", line.cells[1]))
        elif line.nature == "heading" and not numbers.is_item(line):
            path = [(level, title) for level, title in path if level < line.level]
            made.append(replace(line, path=tuple(title for _, title in path)))
            path.append((line.level, line.text))
        else:
            if line.nature == "heading":
                line = replace(line, nature="item", marker="#.")
            elif not flowing and _is_title(line):
                line = replace(line, marker=TITLE)
            made.append(replace(line, path=tuple(title for _, title in path)))
        last = line.text
    return tuple(made)


def _is_title(line: Block) -> bool:
    """Whether a paragraph is so short that it may be a title written without a number."""
    text = line.text
    return line.nature == "paragraph" and len(text) <= LONGEST_TITLE and text[:1].isupper() and text[-1] not in ".;,:"


def _answers(before: Block, line: Block) -> bool:
    """Whether a row « … Oui » whose column was lost goes on with the line before it."""
    return line.nature == "row" and "\t" not in line.text and line.text[:1].islower() and before.nature == "paragraph"


def _joined(before: Block, line: Block) -> Block:
    """The block with one more line; a word cut by a hyphen stays as printed."""
    breaks = before.breaks
    if line.page != before.page_at(len(before.text)):
        breaks = (*breaks, (len(before.text) + 1, line.page))
    return replace(before, text=f"{before.text} {line.text}", breaks=breaks)
