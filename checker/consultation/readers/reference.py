"""The number of the consultation."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from checker.consultation.readers.lines import CODE
from checker.consultation.readers.text import Line, Paper, Papers
from checker.evidence import Evidence, Found
from checker.pipes.dates import DATE

TOKEN = r"(?=[A-Za-z0-9._/\-]*\d)[A-Za-z0-9][A-Za-z0-9._/\-]*[A-Za-z0-9]"
_AFTER = rf"\s*[:=]?\s*(?:\t\s*)?[«\"]?\s*(?P<token>(?:(?!du |de |des |lot |le |la |les |en |au |page |et |sur )[a-z]{{2,5}} (?=\d)|[a-z]{{2,12}} / (?=\d))?{TOKEN})"
_NUMBER = r"(?:n\s?[°ºo]\.?|numero|num\.?)"
LABELS = (
    (5.0, rf"numero de reference attribue[^:]*:{_AFTER}"),
    (5.0, rf"(?:references?|ref\.?|{_NUMBER}|identifiant(?: interne)?|code)(?: interne)? (?:(?:du|de la|de l.|d.) ?)?(?:present[e]? )?(?:marches?(?: public)?|consultations?|affaires?|dossiers?|procedures?|accord[- ]cadre|operation|dce|appel d.offres|contrat|acheteur)\s*:?\s*(?:{_NUMBER})?{_AFTER}"),
    (4.5, rf"(?:marches?(?: public)?|consultations?|affaires?|dossiers?|operations?|accord[- ]cadre|appel d.offres(?: ouvert| restreint)?|mapa|a\.?o\.?o?|procedure|contrat|dce)(?: (?!du |de |des |lot )[a-z]{{2,12}}(?= n\s?[°ºo]))?\s*{_NUMBER}{_AFTER}"),
    (4.0, rf"(?:numero de reference|numero interne|identifiant interne|code affaire|n\s?[°º] ?(?:d.)?identification){_AFTER}"),
    (3.5, rf"reglement (?:de )?(?:la )?consultation(?: \(r\.?c\.?\))?\s*[-:/]\s*(?P<token>(?=[a-z0-9]*[a-z])(?=[a-z0-9]*[/_.\-]){TOKEN})\W*$"),
    (4.0, rf"reglement (?:de )?(?:la )?consultation(?: \(r\.?c\.?\))?\W{{1,4}}{_NUMBER}{_AFTER}"),
    (3.0, rf"^\W*(?P<token>(?=[a-z0-9/_.\-]*[a-z]){TOKEN})(?: \d{{1,5}}\b)?\s*-\s*(?:reglement (?:de )?(?:la )?consultation|rc\b)"),
    (2.5, r"\b(?:affaire|consultation|dossier|marche|accord-cadre)\s(?P<token>\d+(?:[/_.\-][a-z0-9]+)+)\s-\s"),
    (4.0, rf"^\W*(?:references?|ref\.?|{_NUMBER}) ?(?:\([^)]*\))?{_AFTER}"),
    (3.5, rf"^\W*(?:consultation|procedure|affaire|marche|dossier)\s*:{_AFTER}"),
    (3.0, rf"^\W*(?:consultation|affaire|marche|dossier|mapa|aoo?)\s(?P<token>(?:(?!du |de |en |lot |des )[a-z]{{2,6}} (?=\d))?{TOKEN})\W*$"),
    (2.5, rf"(?:sous la |la )?(?:references?|ref\.){_AFTER}"),
    (2.5, r"\b(?:affaire|consultation|dossier|marche|mapa)\s(?P<token>(?=[a-z0-9/_.\-]*[a-z])(?=[a-z0-9/_.\-]*\d)[a-z0-9]+(?:[/_.\-][a-z0-9]+)+)\W*$"),
)  # fmt: skip
_LABELS = tuple((weight, re.compile(pattern)) for weight, pattern in LABELS)
_CITED = re.compile(
    r"a tort|anterieur|precedent|par erreur|ancien|rubrique|exemple|formulaire|modele|boamp|joue|annonce n|avis n"
)
_LAW = re.compile(
    r"^(?:[lrd]\.?\s?\d{3,4}(?:-\d+)*|9\d{2}/\d{4}|dc[1-4]|noti\d|iso\d*|\d{1,2}|\d{5}|\d{8}-\d|article.*|lot.*|e?idas|(?:19|20)\d{2}|[ivx]+(?:\.\d+)+\)?|h\.?t|ttc)$",
    re.I,
)
_BARE_LAW = re.compile(
    r"(?:loi|decret|ordonnance|reglement|directive|article|arrete|cpv|siret|siren|telephone|tel|fax|annexe|page|lot|phase|tranche)\W*(?:\(ue\)\s*)?(?:n\W{0,3})?$"
)
_DIGIT = re.compile(r"\d")
_OF_A_LAW = re.compile(r"\s*(?:du \d|relatif|portant|modifi|\)?\s*du (?:parlement|conseil|code))")
_IN_FURNITURE = re.compile(rf"(?<![\w./\-])(?=[A-Z0-9._/\-]*[A-Z])(?P<token>{TOKEN})(?![\w/])")


@dataclass
class Mention:
    """A number that may be the reference, how strongly its words say so, and where."""

    token: str
    weight: float
    evidence: Evidence


def key(token: str) -> str:
    """Letters and digits only: what makes two spellings the same reference."""
    return re.sub(r"[^a-z0-9]", "", token.lower())


def _plausible(token: str, before: str, after: str = "") -> bool:
    digits = sum(letter.isdigit() for letter in token)
    if len(key(token)) < 3 or not digits or _LAW.match(token) or _BARE_LAW.search(before[-30:]):
        return False
    if re.fullmatch(r"\d{2,4}[-/]\d{2,5}", token) and _OF_A_LAW.match(after):
        return False
    whole_date = DATE.fullmatch(token.lower())
    return not whole_date and not (digits > 12 and digits == len(key(token)))


def _in_line(paper: Paper, line: Line) -> list[Mention]:
    text, plain = line.block.text, line.plain
    if plain.rstrip().endswith((":", "n°", "n° ", "reference", "marche")):  # the number stands alone on the next line
        for after in paper.after(line, 1):
            text, plain = f"{text} {after.block.text}", f"{plain} {after.plain}"
    found: list[Mention] = []
    if not _DIGIT.search(plain):
        return found
    for weight, pattern in _LABELS:
        for match in pattern.finditer(plain):
            token = _whole(text, match.start("token"), match.end("token"))
            if _plausible(token, plain[: match.start("token")], plain[match.end("token") :]):
                begin, end = line.sentence_at(min(match.start(), len(line.plain) - 1))
                cited = 3.5 if _CITED.search(plain[begin : match.start("token")]) else 0.0
                quote = text if match.end("token") > len(line.plain) else line.block.text[begin:end].strip()
                found.append(Mention(token, weight - cited, line.block.evidence(quote)))
    return found


def _whole(text: str, start: int, end: int) -> str:
    """The number with the parts a space parts from it: « 26 AO 014 »."""
    more = (
        re.match(r"(?:(?: [A-Z]{1,6}){0,2} \d{1,5}\b(?!\s*(?:€|%|[a-z]))){1,2}", text[end:])
        if end - start <= 6
        else None
    )
    end += more.end() if more else 0
    again = re.match(r" (?:BIS|TER)\b", text[end:], re.IGNORECASE)
    return text[start : end + again.end()] if again else text[start:end]


def _in_table(paper: Paper, line: Line) -> list[Mention]:
    """A reference below the cell « Référence » of a table laid across."""
    found = []
    for above in paper.before(line, 1):
        for column, head in enumerate(above.cells):
            if re.fullmatch(r"\W*(?:references?|ref\.?|n\W{0,2}(?: de)? (?:consultation|marche|affaire))\W*", head):
                cells = line.block.cells
                if column < len(cells) and re.fullmatch(TOKEN, cells[column]):
                    found.append(Mention(cells[column], 4.5, line.evidence()))
    return found


def _in_furniture(paper: Paper) -> list[Mention]:
    """Numbers repeated at the top or the foot of the pages."""
    pages = [page for page in paper.source.document.pages if page.furniture]
    found = []
    for page in pages[:1]:
        for text in page.furniture:
            for match in _IN_FURNITURE.finditer(text):
                if _plausible(match["token"], text[: match.start()].lower()):
                    found.append(Mention(match["token"], 3.0, Evidence(paper.source.document.name, page.number, text)))
    return found


def mentions(paper: Paper) -> list[Mention]:
    """Every number of a document that may be its reference, the first page counting more."""
    found = []
    for line in paper.lines:
        bonus = 1.5 if line.block.page == 1 else 0.0
        for one in _in_line(paper, line) + (_in_table(paper, line) if line.block.cells else []):
            found.append(Mention(one.token, one.weight + bonus, one.evidence))
        if bonus and (alone := CODE.fullmatch(line.block.text.strip())) and _plausible(alone[0], ""):
            found.append(Mention(alone[0], 2.0 + bonus, line.evidence()))
    return found + _in_furniture(paper)


def read_reference(documents: Papers) -> Found | None:
    """The reference of the consultation: the number its labels and its repeated headers agree on."""
    found = {paper: mentions(paper) for paper in documents.all}
    text: Counter[str] = Counter()
    for paper in documents.all:
        text.update(key(word) for word in re.findall(r"[\w./\-]+", paper.plain) if not word.isalpha())
    best: tuple[float, Mention] | None = None
    for rank, paper in enumerate(documents.all):
        for one in found[paper]:
            score = one.weight + min(text[key(one.token)], 12) * 0.25 - rank * 0.4
            if one.weight > 0 and (best is None or score > best[0]):
                best = (score, one)
    if best is None or best[0] < 2.5:
        return None
    return Found(best[1].token, best[1].evidence, 0.95 if best[0] >= 5 else 0.7)
