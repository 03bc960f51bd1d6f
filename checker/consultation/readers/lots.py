"""The lots, by number and title; none when the contract is not divided."""

from __future__ import annotations

import re

from checker.consultation.model import ConsultationLot
from checker.consultation.readers.text import Line, Paper, Papers

_NUMBER = r"(?:n(?:\s?o\b)?\W{0,3})?\s*(?P<number>\d{1,2}(?:\s?(?:bis|[a-d]))?|[a-h])"
_COUNTED = re.compile(r"^\W*(?P<number>\d{1,2})\s*[-–.):]*\s+(?P<title>[a-z][^:]{2,120})$")
_LINE = re.compile(
    rf"^\W*(?:(?:description|intitule|designation|objet) (?:du |de )?)?lots?(?:\(s\))?\s*{_NUMBER}\s*(?:[.:\-–—]+|\t|\()?\W*(?P<title>\S.*)?$"
)
_CELL = re.compile(rf"^\W*(?:lot\s*)?{_NUMBER}\W*$")
_INLINE = re.compile(
    r"lot\s*(?:n(?:\s?o\b)?\W{0,3})?\s*(?P<number>\d{1,2})\s*(?::|[-–—]|intitule|(?<=\d)\s(?!(?:et|ou|a|au|de|des|du|est|sont|sera|seront|comprend|qui|que|pour|par|concerne|en)\b)(?=[a-z]))\s*(?P<title>[^:;\n]{3,120}?)(?=\s*(?:[;.,]|\bet)?\s*(?:le )?lot\s*(?:n(?:\s?o\b)?\W{0,3})?\s*\d{1,2}\b|\s*[;.]|$)"
)
_QUOTED = re.compile(
    r"lot\s*(?:n(?:\s?o\b)?\W{0,3})?\s*(?P<number>\d{1,2})\W{0,4}[«\"]\s*(?P<title>[^»\"]{3,120}?)\s*[»\"]"
)
_NUMBER_ALONE = re.compile(r"^\W*lot\s*n(?:\s?o\b)?\W{0,4}(\d{1,3})\W*$")
_TITLED = re.compile(r"^\W*(?:ii\.2\.1\)\s*)?(?:intitule|title)\s*:\s*")
_AGAIN = re.compile(r"^\W*lot\s*(?:n(?:\s?o\b)?\W{0,3})?\d{1,3}\s*[:\-–]\s*(?=[a-z])|^\W*0\d\s*[:\-–]\s*(?=[a-z])")
_INTRODUCED = re.compile(r"^\W*lot|\blots\b|\ballot|decompos|divis|repart|compren|compos")
_HEAD = re.compile(r"\blots?\b")
_HEAD_TITLE = re.compile(
    r"designation|intitule|libelle|objet|description|nature|denomination|prestation|titre|contenu|corps|secteur|zone|perimetre|territoire|famille|domaine|categorie|specialite|\bsites?\b"
)
_SINGLE = re.compile(
    r"lots? unique|(?:n.est|ne sont|n.a|ne fait|non)[^.;]{0,30}(?:pas )?(?:alloti|divise\w* en lots|decompos\w* en lots|l.objet d.un allotissement|l.objet d.une (?:decomposition|division))|(?:pas|sans|aucun\w*) (?:prevu )?(?:de |d.|la )?(?:decomposition|division|allotissement|decoupage)(?! en (?:tranche|phase|poste|etape))|"
    r"divisees en lots\W*non|allotissement\W*(?::|\t)\W*non|non alloti|sans lot\b|division en lots\W*non|marche est divise en lots\W*non|unique lot|n.est pas prevu (?:de |d.)allotissement"
)
_NOT_TITLE = re.compile(
    r"^\W*(?:ii\.\d.*|visites? .*|dates? .*|prix \d.*|(?:[\d\s.,]+(?:€|euros?|heures?|h\b|%|salaries|points?|m2|mois|jours|ans)[^a-z]*.*)|aucune?|oui|non|x+|et\b.*|a \d.*|montant.*|estimation.*|sans minimum.*|minimum.*|maximum.*|max\b.*|mini\b.*|voir .*|idem.*|concern\w+.*|"
    r"(?:est|sont|sera|seront|doit|doivent|peut|peuvent|devra|ne|n)\b.*)$"
)
_CUT = re.compile(
    r"\s*(?:\t|\.\s|;|\slots?\s*(?:n(?:\s?o\b)?\W{0,3})?\d{1,2}\s*[:\-–]|\bc\.?p\.?v\b|\bsans minimum|\bmontant (?:maximum|minimum)|\bestimation|\bduree :).*$"
)


def _number(text: str) -> str:
    return re.sub(r"\s+", "", text).upper().lstrip("0") or "0"


def _title(line: Line, start: int, end: int | None = None) -> str | None:
    plain = line.plain[start:end]
    if _NOT_TITLE.match(plain):
        return None
    if again := _AGAIN.match(plain):  # « Lot 1 : Peinture » below its own number
        start, plain = start + again.end(), plain[again.end() :]
    stop = _CUT.search(plain)
    words = line.block.text[start : start + stop.start() if stop else end].strip(' \t.:;-–—«»"()')
    return words if 1 <= len(words) <= 220 else None


def _from_line(paper: Paper, line: Line) -> ConsultationLot | None:
    """« Lot n° 2 - Peinture », its title perhaps on the next line."""
    match = _LINE.match(line.plain)
    if not match or line.block.cells:
        return None
    if match["title"]:
        title = _title(line, match.start("title"))
        return ConsultationLot(_number(match["number"]), title, line.evidence()) if title else None
    after = paper.after(line, 1)
    if after and not _LINE.match(after[0].plain) and len(after[0].plain) < 160 and (title := _title(after[0], 0)):
        return ConsultationLot(_number(match["number"]), title, line.evidence())
    return None


def _columns(head: Line, announced: bool) -> tuple[int, int] | None:
    """Which columns of a table hold the number and the title of a lot; `announced` when the line above speaks of lots."""
    cells = head.cells
    title = next((n for n, cell in enumerate(cells) if _HEAD_TITLE.search(cell)), None)
    number = next(
        (
            n
            for n, cell in enumerate(cells)
            if re.fullmatch(
                r"\W*(?:n(?:\s?o\b)?\W{0,3}|numero|lots?(?:\(s\))?|lots? n(?:\s?o\b)?\W{0,3}|n(?:\s?o\b)?\W{0,3}(?:du |de )?lots?|numero (?:du |de )?lot)\W*",
                cell,
            )
        ),
        None,
    )
    if title is None and number is not None:  # « Numéro | Lot »
        title = next((n for n, cell in enumerate(cells) if n != number and re.fullmatch(r"\W*lots?\W*", cell)), None)
    if title is None and number is not None and "lot" in cells[number] and number + 1 < len(cells):
        title = number + 1  # « Lot n° | Parcours | Bassin »
    if title is None or number is None or title == number or not (announced or _HEAD.search(head.plain)):
        return None
    return number, title


def _is_title(cells: tuple[str, ...]) -> bool:
    return bool(cells) and not _NOT_TITLE.match(cells[0]) and not re.fullmatch(r"[\W\dx]*", cells[0])


def _from_tables(paper: Paper) -> list[ConsultationLot]:
    found: list[ConsultationLot] = []
    columns: tuple[int, int] | None = None
    announced = False
    for line in paper.lines:
        if not line.block.cells:
            announced = bool(_HEAD.search(line.plain)) and line.plain.rstrip().endswith(":")
            if columns and (lot := _of_a_broken_row(paper, line, found)):
                found.append(lot)
            columns = None if len(line.plain) > 60 or line.block.nature == "heading" else columns
            continue
        if head := _columns(line, announced):
            columns = head
            continue
        cells = line.cells
        if columns and max(columns) < len(cells) and (match := _CELL.match(cells[columns[0]])):
            title = line.block.cells[columns[1]].strip() if columns[1] < len(line.block.cells) else ""
            if title and not _NOT_TITLE.match(cells[columns[1]]):
                found.append(ConsultationLot(_number(match["number"]), title, line.evidence()))
        elif (match := _CELL.match(cells[0])) and cells[0].strip().startswith("lot") and _is_title(cells[1:2]):
            found.append(ConsultationLot(_number(match["number"]), line.block.cells[1].strip(), line.evidence()))
    return found


def _of_a_broken_row(paper: Paper, line: Line, found: list[ConsultationLot]) -> ConsultationLot | None:
    """The next lot of a table, from a row whose cells hold several lines each: its number alone, its title on the next line."""
    match = _CELL.match(line.plain)
    if match is None or not found or not found[-1].number.isdigit():
        return None
    number = _number(match["number"])
    for after in paper.after(line, 1) if number == str(int(found[-1].number) + 1) else ():
        if not after.block.cells and len(after.plain) < 120 and (title := _title(after, 0)):
            return ConsultationLot(number, title, after.evidence())
    return None


def _of_the_union(paper: Paper) -> list[ConsultationLot]:
    """« Intitulé : Peinture », then « Lot nº : 2 », as in the forms of the Union."""
    found = []
    for line in paper.lines:
        match = _NUMBER_ALONE.match(line.plain)
        for above in paper.before(line, 1) if match else ():
            titled = _TITLED.match(above.plain)
            title = _title(above, titled.end() if titled else 0)
            if match and title and (titled or any(_TITLED.match(one.plain) for one in paper.before(above, 1))):
                found.append(ConsultationLot(_number(match[1]), title, above.evidence()))
    return found


def _from_text(paper: Paper) -> list[ConsultationLot]:
    if len(found := _of_the_union(paper)) >= 2:
        return found
    found = [lot for line in paper.lines if (lot := _from_line(paper, line))]
    if len({lot.number for lot in found}) >= 2:
        return found
    if len(counted := _counted(paper)) >= 2:
        return counted
    for line in paper.lines:
        matches = [one for pattern in (_INLINE, _QUOTED) for one in pattern.finditer(line.plain)]
        for match in matches if len(matches) >= 2 and _INTRODUCED.search(line.plain) else ():
            if title := _title(line, match.start("title"), match.end("title")):
                found.append(ConsultationLot(_number(match["number"]), title, line.around(match.start())))
    return found


def _counted(paper: Paper) -> list[ConsultationLot]:
    """« … comprenant quatre lots : », then « 1 Gros œuvre », « 2 Couverture » on lines of their own, counted from one."""
    for line in paper.lines:
        if not _HEAD.search(line.plain) or not line.plain.rstrip().endswith(":") or not _INTRODUCED.search(line.plain):
            continue
        found: list[ConsultationLot] = []
        for after in paper.after(line, 40):
            match = _COUNTED.match(after.plain)
            if match is None or int(match["number"]) != len(found) + 1:
                break
            title = _title(after, match.start("title"))
            found.append(ConsultationLot(match["number"].lstrip("0"), title or "", after.evidence()))
        if len(found) >= 2 and all(lot.title for lot in found):
            return found
    return []


def _ordered(found: list[ConsultationLot]) -> tuple[ConsultationLot, ...]:
    """One lot for each number, the first title that is not a mere word; numbers that do not follow one another are no lots."""
    kept: dict[str, ConsultationLot] = {}
    for lot in found:
        kept.setdefault(lot.number, lot)
    numbers = sorted(int(n) for n in kept if n.isdigit())
    if numbers and (numbers[0] > 1 or numbers[-1] > len(numbers) * 2 + 2):
        return ()
    return tuple(kept[n] for n in sorted(kept, key=lambda one: (int(re.sub(r"\D", "", one) or 0), one)))


def single_lot(paper: Paper) -> Line | None:
    """Where a document says that the contract is not divided."""
    return next(
        (
            line
            for line in paper.lines
            if _SINGLE.search(line.ticked) and not re.search(r"chaque lot unique|si le marche", line.plain)
        ),
        None,
    )


def read_lots(documents: Papers) -> tuple[ConsultationLot, ...]:
    """The lots of the first document that lists several; () when it says there is none, or says nothing."""
    for paper in documents.all:
        if paper.kind in ("cctp", "cadre_reponse", "memoire_technique"):
            continue
        table = _ordered(_from_tables(paper))
        if len(table) < 2 and single_lot(paper):
            return ()
        lots = max((table, _ordered(_from_text(paper))), key=len)
        if len(lots) >= 2:
            return lots
    return _of_separate_forms(documents)


def _of_separate_forms(documents: Papers) -> tuple[ConsultationLot, ...]:
    """The lots of actes d'engagement given one by lot."""
    found = []
    for paper in documents.all:
        if paper.kind == "acte_engagement":
            found += [lot for line in paper.lines[:12] if (lot := _from_line(paper, line))][:1]
    lots = _ordered(found)
    return lots if len(lots) >= 2 else ()
