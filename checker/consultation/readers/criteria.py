"""The award criteria with their weights, their sub-criteria, and the lots they apply to."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.consultation.model import AskedCriterion
from checker.consultation.readers import criteria_words as words
from checker.consultation.readers.criteria_bare import weights_without_unit
from checker.consultation.readers.criteria_lines import State, Weighed, of_row, of_split_row, of_text, sub_column
from checker.consultation.readers.criteria_ranks import read_ranked
from checker.consultation.readers.criteria_tree import Node, arrange
from checker.consultation.readers.text import Line, Paper, Papers

NOT_OF_THE_AWARD = ("cctp", "memoire_technique", "ccap")
LONGEST = 60  # lines of a list of criteria, sub-criteria and comments included
SCALES = (10, 20, 40, 50, 200, 1000)  # totals of points other than 100
IDLE = 9  # lines without a weight after which the list is over


def _parse(paper: Paper, start: Line) -> list[Weighed]:
    """The weighed names from a line that announces criteria to the end of their list."""
    state = State(words.unit_announced(start.plain), lots=words.lots_in(start.plain))
    found: list[Weighed] = []
    idle = 0
    for line in (start, *paper.after(start, LONGEST)):
        if line is not start and (idle > IDLE or _ends(line)):
            break
        if line.block.cells and (head := words.header(line.cells)) is not None:
            state.unit, state.columns = head[0] or state.unit, head[1]
            state.sub_column, state.lone = sub_column(line.cells), None
            state.weight_column = words.weight_column(line.cells)
            continue
        if words.ANOTHER_LOT.match(line.plain) and not words.WEIGHED.search(line.plain):
            state.lots, state.pending, idle = words.lots_in(line.plain), [], 0
            continue
        if line.block.cells and of_split_row(line, state, found):
            idle, state.pending = 0, []
            continue
        made = of_row(line, state) if line.block.cells else of_text(line, state)
        found += made
        idle = 0 if made else idle + 1
        state.pending = [] if made else [*state.pending[-9:], line] if line is not start else []
    return _hundredths(_by_marks(found))


def _ends(line: Line) -> bool:
    """Whether a line is past the list: the words of another matter, unless it weighs something itself."""
    weighed = line.block.nature in ("item", "row") and words.WEIGHED.search(line.plain)
    return bool(words.END.search(line.plain)) and not weighed


def _by_marks(found: list[Weighed]) -> list[Weighed]:
    """Where two sorts of bullets are used, the first is that of the criteria."""
    marks = [mark[0] if (mark := words.GLYPH.match(one.line.plain)) else "" for one in found]
    if not found or not marks[0] or len(set(marks)) < 2 or "" in marks:
        return found
    return [replace(one, depth=int(mark != marks[0])) for one, mark in zip(found, marks, strict=True)]


def _hundredths(found: list[Weighed]) -> list[Weighed]:
    """Weights written as parts of one, « 0,40 », in per cent."""
    if not found or any(one.weight > 1 for one in found) or all(one.weight == 1 for one in found):
        return found
    return [replace(one, weight=round(one.weight * 100, 2), unit="%") for one in found]


def _criteria(found: list[Weighed], lot: str | None) -> tuple[float, list[AskedCriterion]]:
    cost, tree = arrange([Node(one.weight, one.depth) for one in found])
    whole = sum(found[top].weight for top, _ in tree)
    unit = "%" if abs(whole - 100) < 0.6 else "points"  # of those without a sign: coefficients do not make a hundred
    made = [_asked(found[top], lot, unit, tuple(_asked(found[n], lot, unit) for n in below)) for top, below in tree]
    return cost, made


def _asked(one: Weighed, lot: str | None, unit: str, sub: tuple[AskedCriterion, ...] = ()) -> AskedCriterion:
    weight = int(one.weight) if one.weight == int(one.weight) else one.weight
    name = one.name.replace("\u2019", "'")
    return AskedCriterion(name, weight, one.unit or unit, one.line.evidence(), lot, sub)


def read_criteria_of(paper: Paper) -> tuple[AskedCriterion, ...]:
    """The criteria of a document: of all its lists, the one whose weights add up best."""
    best: tuple[float, list[AskedCriterion]] = (-9.0, [])
    for start in paper.lines:
        if words.NOT_START.search(start.plain) or not (words.START.search(start.plain) or _weighs_a_price(start)):
            continue
        cost, made = _by_lot(_parse(paper, start))
        total = sum(item.weight or 0 for item in made) / max(1, len({item.lot for item in made}))
        whole = 10.0 if abs(total - 100) < 0.6 else 2.0 if total in SCALES or 60 <= total <= 150 else -6.0
        score = sum(1 + len(item.sub) for item in made) * 0.05 + whole - min(cost, 4.0)
        if made and score > best[0] + 0.01:
            best = (score, made)
    return tuple(best[1]) if best[0] >= 6 or (best[0] > -2 and len(best[1]) >= 2 and _speaks_of_price(best[1])) else ()


def _weighs_a_price(line: Line) -> bool:
    """Whether a line is a whole list by itself: « Prix 60 / Valeur technique 40 »."""
    return "prix" in line.plain and not line.block.cells and bool(weights_without_unit(line.plain))


def _speaks_of_price(made: list[AskedCriterion]) -> bool:
    return any(re.search(r"prix|co[uû]t|montant|tarif|honoraire|technique", item.name, re.IGNORECASE) for item in made)


def _by_lot(found: list[Weighed]) -> tuple[float, list[AskedCriterion]]:
    lots = list(dict.fromkeys(lot for one in found for lot in one.lots))
    if not lots:
        return _criteria(found, None)
    shared = [one for one in found if not one.lots]
    each = [_criteria(shared + [one for one in found if lot in one.lots], lot) for lot in lots]
    return sum(cost for cost, _ in each) / len(each), [item for _, made in each for item in made]


def read_criteria(documents: Papers) -> tuple[AskedCriterion, ...]:
    """The criteria of the first document that weighs them; where none does, those of the first that ranks them."""
    return (
        documents.first(lambda paper: read_criteria_of(paper) or None, but=NOT_OF_THE_AWARD)
        or documents.first(read_ranked, but=NOT_OF_THE_AWARD)
        or ()
    )
