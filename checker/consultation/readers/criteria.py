"""The award criteria with their weights, their sub-criteria, and the lots they apply to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.consultation.model import AskedCriterion
from checker.consultation.readers import criteria_words as words
from checker.consultation.readers.criteria_tree import Node, arrange
from checker.consultation.readers.text import Line, Paper, Papers

LONGEST = 45  # lines of a list of criteria, sub-criteria and comments included


@dataclass(frozen=True)
class Weighed:
    """A name with its weight, as written; `depth` is 1 for what is marked as a sub-criterion, None when nothing says."""

    name: str
    weight: float
    unit: str
    line: Line
    depth: int | None = None
    lots: tuple[str, ...] = ()


def _weight(text: str) -> tuple[float, str, int] | None:
    """The weight that ends a text, its unit and where it begins."""
    match = words.WEIGHT.search(text)
    if not match:
        return None
    number = float(match["n"].replace(",", "."))
    mark = match["unit"] or ""
    unit = "points" if re.search("point|pts?|/|sur|note", mark) else "%" if "%" in mark or "pour" in mark else ""
    return (number, unit, match.start()) if 0 < number <= 1000 else None


def _depth(text: str) -> int | None:
    if words.SUB.match(text):
        return 1
    return 0 if words.TOP.match(text) else None


def _clean(text: str) -> str:
    name = re.sub(r"\s+", " ", text).strip(" \t:;,.-–—−•*►→()=")
    name = re.sub(words.LEAD, "", name, flags=re.IGNORECASE)
    cut = re.search(words.COMMENT, name, flags=re.IGNORECASE)
    return (name[: cut.start()] if cut else name).strip(" \t:;,.-–—")


def _start_lines(paper: Paper) -> Iterator[Line]:
    for line in paper.lines:
        if words.START.search(line.plain) and not words.NOT_START.search(line.plain):
            yield line


def _parse(paper: Paper, start: Line) -> list[Weighed]:
    """The weighed names from a line that announces criteria to the end of their list."""
    found: list[Weighed] = []
    pending: list[str] = []
    columns: list[tuple[str, ...]] = []
    unit = words.unit_announced(start.plain)
    idle = 0
    for line in (start, *paper.after(start, LONGEST)):
        if line is not start and (words.END.search(line.plain) or idle > 7):
            break
        if line.block.cells and (head := words.header(line.plain)) is not None:
            unit, columns = head[0] or unit, head[1]
            continue
        made = _of_line(line, line is start, pending, columns, unit)
        if made:
            found += made
            pending, idle = [], 0
        elif line is not start:
            pending = [*pending[-1:], line.block.text] if len(line.plain) < 400 and _nameable(line) else []
            idle += 1
        if _closed(found) and not made:
            break
    return found


def _nameable(line: Line) -> bool:
    return bool(re.search(r"[a-z]{3}", line.plain)) and not words.FORMULA.search(line.plain)


def _closed(found: list[Weighed]) -> bool:
    tree = arrange([Node(one.weight, one.depth) for one in found])
    return bool(tree) and abs(sum(found[top].weight for top, _ in tree) - 100) < 0.01


def _of_line(line: Line, first: bool, pending: list[str], columns: list[tuple[str, ...]], unit: str) -> list[Weighed]:
    if line.block.cells:
        return _of_row(line, pending, columns, unit)
    if words.FORMULA.search(line.plain):
        return []
    text = line.plain
    pieces = words.split_inline(text) if not line.block.nature == "item" or text.count("%") > 1 else [(0, len(text))]
    found = []
    for start, end in pieces:
        weight = _weight(text[start:end])
        if weight is None:
            continue
        number, said, at = weight
        if not said and not unit and line.block.nature == "paragraph" and not words.NUMBERED.match(text):
            continue
        own = line.block.text[start : start + at]
        name = _clean(words.after_announcement(own) if first else own)
        if not name and pending:
            name = _clean(pending[-1])
            own = pending[-1]
        if re.search(r"[A-Za-zÀ-ÿ]{3}", name) and len(name) < 320:
            found.append(Weighed(name, number, said or unit or "%", line, _depth(_plain(own))))
    return found


def _plain(text: str) -> str:
    from checker.folding import fold

    return fold(text)


def _of_row(line: Line, pending: list[str], columns: list[tuple[str, ...]], unit: str) -> list[Weighed]:
    cells = list(line.block.cells)
    plain = line.plain.split("\t")
    weights = [(n, one) for n, cell in enumerate(plain) if (one := _weight_cell(cell))]
    names = [n for n, cell in enumerate(plain) if re.search(r"[a-z]{3}", cell) and not _weight_cell(cell)]
    if not weights:
        return []
    named = [n for n in names if not words.RANK.fullmatch(plain[n].strip())] or names
    own = cells[named[0]] if named else pending[-1] if pending else ""
    rank = " ".join(plain[n] for n in names if n not in named)
    if not own:
        return []
    if not named and not pending:
        return []
    depth = _depth(_plain(own)) if not rank else (1 if "sous" in rank else 0)
    found = []
    several = len(weights) > 1 and len(columns) > 1
    for position, (number, said) in (
        weights if several else weights[:1] if not _sub_cell(weights, plain) else weights[-1:]
    ):
        lots = columns[position] if several and position < len(columns) else ()
        if several and not lots:
            continue
        inside = _sub_cell(weights, plain) or (depth == 1)
        found.append(Weighed(_clean(own), number, said or unit or "%", line, 1 if inside else depth, lots))
    return found


def _sub_cell(weights: list[tuple[int, tuple[float, str]]], plain: list[str]) -> bool:
    return False


def _weight_cell(cell: str) -> tuple[float, str] | None:
    match = words.WEIGHT_CELL.fullmatch(cell.strip())
    if not match:
        return None
    mark = match["unit"] or ""
    unit = "points" if re.search("point|pts?|/|sur", mark) else "%" if "%" in mark else ""
    return float(match["n"].replace(",", ".")), unit


def _criteria(found: list[Weighed], lot: str | None) -> list[AskedCriterion]:
    made = []
    for top, below in arrange([Node(one.weight, one.depth) for one in found]):
        one = found[top]
        made.append(_asked(one, lot, tuple(_asked(found[n], lot) for n in below)))
    return made


def _asked(one: Weighed, lot: str | None, sub: tuple[AskedCriterion, ...] = ()) -> AskedCriterion:
    weight = int(one.weight) if one.weight == int(one.weight) else one.weight
    return AskedCriterion(one.name, weight, one.unit, one.line.evidence(), lot, sub)


def read_criteria_of(paper: Paper) -> tuple[AskedCriterion, ...]:
    """The criteria of a document: of all its lists, the one whose weights add up best."""
    best: tuple[float, list[AskedCriterion]] = (0.0, [])
    for start in _start_lines(paper):
        found = _parse(paper, start)
        lots = list(dict.fromkeys(lot for one in found for lot in one.lots))
        made = (
            [item for lot in lots for item in _criteria([one for one in found if lot in one.lots], lot)]
            if lots
            else _criteria(found, words.lot_announced(start.plain))
        )
        total = sum(item.weight or 0 for item in made) / max(1, len(lots))
        score = len(made) * 0.1 + (
            10.0 if abs(total - 100) < 0.6 else 3.0 if total in (10, 20, 40, 50, 60, 200, 1000) else 0.0
        )
        if len(made) >= 1 and score > best[0] + 0.01:
            best = (score, made)
    return tuple(best[1]) if best[0] >= 3.0 or len(best[1]) >= 2 else ()


def read_criteria(documents: Papers) -> tuple[AskedCriterion, ...]:
    """The criteria of the first document that weighs them."""
    for paper in documents.all:
        if paper.kind in ("cctp", "memoire_technique"):
            continue
        if found := read_criteria_of(paper):
            return found
    return ()
