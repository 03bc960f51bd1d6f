"""The social clause: hours of work for people far from employment, by lot, or a statement that there is none."""

from __future__ import annotations

import re

from checker.consultation.model import Insertion
from checker.consultation.readers.text import Line, Paper, Papers

_CLAUSE = re.compile(
    r"clauses? (?:sociales?(?: d.insertion)?|(?:\w+ )?d.insertion)|actions? d.insertion|insertion (?:par l.activite|sociale et professionnelle|professionnelle|des publics|des personnes)|"
    r"heures? d.insertion|insertion \(?(?:en )?heures?\b|publics? en insertion|^[\W\d]*insertion(?: sociale)?\s*:|conditions? d.execution[^.;]{0,60}(?:social|insertion|emploi)|promotion de l.emploi|considerations? sociales?|demarche d.insertion"
)
_ABSENT = re.compile(
    r"(?:ne comporte|ne comprend|ne contient|n.est|n.impose|ne prevoit|il n.y a|ne sont|n.inclut|ne fait)[^.;]{0,40}(?:pas|aucune?)[^.;]{0,80}(?:social|insertion)"
    r"|(?:clauses?|conditions?|considerations?|actions?)[^.;]{0,30}(?:sociales?|d.insertion)[^.;:]{0,40}(?::|\t)\W*(?:non\b|neant|sans objet|aucune)"
    r"|(?:pas|aucune|sans)[^.;]{0,20}(?:clause|condition|action)s?[^.;]{0,30}(?:social|insertion)|(?:social|insertion)[^.;]{0,60}(?:sans objet|n.est pas prevue)"
)
_PRESENT = re.compile(
    r"(?:comporte|prevoit|contient|inclut)[^.;]{0,40}(?:clause|action)s?[^.;]{0,40}(?:social|insertion)|(?:clause|action|demarche)s?[^.;]{0,30}(?:social|insertion)[^.;]{0,80}(?:prevu|obligatoire|impos|appliqu|oui|s.engage|realis|contraign|execution)|titulaire[^.;]{0,100}(?:action d.insertion|heures? d.insertion|reserve|insertion)"
    r"|(?:s.engage|devra|doit|reserve)[^.;]{0,80}insertion|heures? d.insertion|clause sociale\W*(?::|\t)\W*oui"
)
_NOT = re.compile(
    r"criteres?\b|sous-critere|note\b|ponderation|performances? en matiere d.insertion|penalite|valeur technique|non-realisation|jugement"
)
_HOURS = re.compile(r"(?<![\d.,])(?P<n>\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d{1,5})(?:,\d+)?\s?(?:h\b|heures?\b)")
_LOT_HOURS = re.compile(
    r"lots?\s*(?:n(?:\s?o\b)?\W{0,2})?\s*(?P<lot>\d{1,2})\b(?P<gap>(?:(?!lots? )[^;]){0,120}?)(?<![\d.,])(?P<n>\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d{1,5})\s?(?:h\b|heures?\b)"
)
_HOURS_LOT = re.compile(  # « 350 heures pour le lot 1 »
    r"(?<![\d.,])(?P<n>\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d{1,5})\s?(?:h\b|heures?\b)(?P<gap>[^;,.\d]{0,40}?)\b(?:pour|sur|au titre du) (?:le )?lot\s*(?:n(?:\s?o\b)?\W{0,2})?(?P<lot>\d{1,2})\b"
)
_LOT_CELL = re.compile(r"(?:lot )?(?:n(?:\s?o\b)?\W{0,2})?0?(\d{1,2})\b.*")
_HOUR_CELL = re.compile(r"(\d{1,3}(?: \d{3})+|\d{1,5})\s?(?:h|heures?)?")
_RULE = re.compile(
    r"(?:par tranche de|pour chaque tranche|\d+(?:[.,]\d+)? ?% (?:du |des |de l)[^.;]{0,60}(?:heures|temps|main|effectif|montant|volume))[^.;]*"
)
_VOLUME = re.compile(r"insertion|volume|minim|realis|au moins")
_PER = re.compile(r"(?:par |/ ?)(?:an\b|annee)|annuel|chaque annee")
_CLOCK = re.compile(r"\bde \d{1,2} ?h|a \d{1,2} ?h|semaine|astreinte|delai|72|sous \d+")


def _number(text: str) -> float:
    return float(re.sub(r"\D", "", text))


def _sections(paper: Paper) -> list[Line]:
    """The lines that speak of the clause: those that name it and those just under its title."""
    kept: list[Line] = []
    until = -1
    for line in paper.lines:
        said = [line.plain[start:end] for start, end in line.sentences()]
        named = any(_CLAUSE.search(one) and not _NOT.search(one) for one in said)
        under = "insertion" in line.place or "clause social" in line.place
        title = named and len(line.plain) < 110
        if title:
            until = line.at + 14
        if named or under or (line.at <= until and line.block.nature != "heading"):
            kept.append(line)
        elif line.block.nature == "heading" and not named:
            until = -1
    return kept


def read_insertion(documents: Papers) -> Insertion | None:
    """The clause as the documents state it together: its hours often stand only in the CCAP or an annex."""
    absent: Insertion | None = None
    present: Insertion | None = None
    for paper in documents.all:
        for line in _sections(paper):
            for start, end in line.sentences():
                said = line.plain[start:end]
                if _ABSENT.search(said) and not _NOT.search(said):
                    absent = absent or Insertion(False, line.evidence(start, end))
                elif present is None and _PRESENT.search(said) and not _NOT.search(said):
                    present = Insertion(True, line.evidence(start, end))
        hours = _hours(paper)
        if hours is not None:
            return hours
        if absent and not present:
            return absent
    return present or absent


def _in_table(lines: list[Line]) -> tuple[dict[str, float], Line | None]:
    """Hours in a table of lots: « Lot | Heures d'insertion »."""
    by_lot: dict[str, float] = {}
    head, column = None, -1
    for line in lines:
        cells = [cell.strip() for cell in line.cells]
        if (
            cells
            and re.match(r"(?:n(?:\s?o\b)?\W{0,3})?lots?\b|n(?:\s?o\b)?\W{1,3}$|numero$", cells[0])
            and any("heure" in cell for cell in cells)
        ):
            head, column = line, next(n for n, cell in enumerate(cells) if "heure" in cell)
        elif head and column < len(cells):
            lot, hours = _LOT_CELL.fullmatch(cells[0]), _HOUR_CELL.fullmatch(cells[column])
            if lot and hours:
                by_lot[lot[1].lstrip("0")] = _number(hours[1])
    return by_lot, head


def _hours(paper: Paper) -> Insertion | None:
    """The volume of hours, by lot or in all, or the rule that gives it."""
    lines = _sections(paper)
    by_lot: dict[str, float] = {}
    first: Line | None = None
    for line in lines:
        for match in list(_HOURS_LOT.finditer(line.plain)) or _LOT_HOURS.finditer(line.plain):
            if _CLOCK.search(match["gap"]):
                continue
            by_lot.setdefault(match["lot"].lstrip("0"), _number(match["n"]))
            first = first or line
    if not by_lot:
        by_lot, first = _in_table(lines)
    if by_lot and first:
        per = "an" if _PER.search(first.plain) else None
        return Insertion(True, first.evidence(), sum(by_lot.values()), by_lot, per)
    for line in lines:
        for start, end in line.sentences():
            said = line.plain[start:end]
            if _NOT.search(said):
                continue
            if _RULE.search(said):
                if "insertion" in said or "insertion" in line.place:
                    return Insertion(True, line.evidence(start, end), rule=line.block.text[start:end].strip())
                continue
            hours = _HOURS.search(said)
            if hours and (_VOLUME.search(said) or "insertion" in line.place) and not _CLOCK.search(said):
                per = "an" if _PER.search(said) else None
                return Insertion(True, line.evidence(start, end), _number(hours["n"]), per=per)
    return None
