"""Names with their weights, from a line of text or a row of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from checker.consultation.readers import criteria_words as words
from checker.consultation.readers.criteria_bare import weights_without_unit
from checker.consultation.readers.text import Line
from checker.folding import fold

NAMED = re.compile(r"[A-Za-zÀ-ÿ]{3}")


@dataclass(frozen=True)
class Weighed:
    """A name with its weight, as written; `depth` is 1 for what is marked as a sub-criterion, None when nothing says.

    `unit` is % or points where the buyer says it, else empty.
    """

    name: str
    weight: float
    unit: str
    line: Line
    depth: int | None = None
    lots: tuple[str, ...] = ()


@dataclass
class State:
    """What the lines read so far say about the next ones."""

    unit: str = ""
    columns: list[tuple[str, ...]] = field(default_factory=list)  # the lots of each column of the table
    lots: tuple[str, ...] = ()  # the lots the list is for
    pending: list[Line] = field(default_factory=list)  # lines without weight since the last weighed one
    top_column: int | None = None  # the column of the names of criteria
    weight_column: int | None = None  # the column of weights, where another gives the scale of marks
    sub_column: int | None = None  # the column of sub-criteria, where they alone are weighed
    lone: Weighed | None = None  # the first of them, kept until a second one comes
    weighed: bool = False  # whether the criteria of such a table carry their own weight: « Prix (40 points) »


def depth_of(text: str) -> int | None:
    """0 for the mark of a criterion, 1 for that of a sub-criterion, None without a mark."""
    plain = fold(text)
    if words.SUB.match(plain):
        return 1
    return 0 if words.TOP.match(plain) else None


def clean(text: str) -> str:
    """The name alone: no number, no bullet, no « dont », no long explanation."""
    name = re.sub(r"\s+", " ", text).strip(" \t:;,.…-–—−•*►→➢➔▪◦·=")
    name = re.sub(words.LEAD, "", name, flags=re.IGNORECASE)
    cut = re.search(words.COMMENT, name, flags=re.IGNORECASE)
    name = (name[: cut.start()] if cut else name).strip(" \t:;,.…-–—=/»")
    if name.count("(") > name.count(")"):
        name = name.lstrip("(") if name.startswith("(") else name.rstrip(" (") if name.endswith("(") else f"{name})"
    elif name.count(")") > name.count("("):
        name = name.rstrip(")")
    return name.strip(" \t:;,.-–—=/")


def unit_of(mark: str) -> str:
    """points or % for the sign beside a number; "" when there is none."""
    if re.search(r"point|pts?|/|sur", mark):
        return "points"
    return "%" if "%" in mark or "pour" in mark else ""


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def of_text(line: Line, state: State) -> list[Weighed]:
    """The weighed names of a line of text."""
    plain = line.plain
    if words.ONLY_LOTS.match(fold(words.after_announcement(line.block.text))):
        return []
    several = words.ONLY_WEIGHTS.fullmatch(plain) and re.findall(words.ONE_WEIGHT, plain)
    if several and len(several) > 1 and len(state.pending) >= len(several):
        return _in_columns(line, several, state)
    if bare := weights_without_unit(plain):
        text = line.block.text
        return [Weighed(clean(text[a:b]), weight, state.unit, line, None, state.lots) for a, b, weight in bare]
    if (noted := words.NOTED.match(plain)) and (parts := _parts_inside(line, noted, state)):
        return parts
    found = []
    for start, end in words.split_inline(plain):
        if made := _piece(line, start, end, state):
            found.append(made)
    return found


def _parts_inside(line: Line, noted: re.Match[str], state: State) -> list[Weighed]:
    """A criterion and its sub-criteria on one line; [] unless they add up to its mark."""
    whole, text, start = _number(noted["n"]), line.block.text, noted.start("parts")
    parts = weights_without_unit(line.plain[start:], (whole,))
    if not parts:
        return []
    own = Weighed(clean(text[: noted.end("own")]), whole, "points", line, 0, state.lots)
    return [own, *(Weighed(clean(text[start + a : start + b]), n, "points", line, 1, state.lots) for a, b, n in parts)]


def _in_columns(line: Line, weights: list[tuple[str, str]], state: State) -> list[Weighed]:
    """« 30 % 20 % 10 % » under as many names."""
    sub = 1 if any("sous" in one.plain for one in state.pending) else None
    named = state.pending[-len(weights) :]
    return [
        Weighed(clean(one.block.text), _number(number), unit_of(mark), one, sub, state.lots)
        for one, (number, mark) in zip(named, weights, strict=True)
    ]


def _piece(line: Line, start: int, end: int, state: State) -> Weighed | None:
    plain, text = line.plain[start:end], line.block.text[start:end]
    if formula := words.BY_FORMULA.search(plain):
        plain, text = plain[: formula.start()], text[: formula.start()]
    if words.FORMULA.search(plain):
        return None
    if first := words.WEIGHT_FIRST.match(plain):
        own = text[first.start("name") :]
        return _made(clean(own), first, line, state, depth_of(own)) if NAMED.search(own) else None
    announces = plain.rstrip().endswith(":")
    above = words.WEIGHT_ABOVE.search(plain) if announces else None
    match = above or (None if announces else words.WEIGHT.search(plain)) or words.WEIGHT_WITHIN.search(plain)
    if not match:
        return None
    unit = unit_of(match["unit"] or "")
    own = words.after_announcement(text[: match.start("n") if above else match.start()])
    if not unit and (words.RANKS.fullmatch(plain) or _bare(line, state, plain)):
        return None
    name, depth = clean(own), depth_of(own)
    marked = next((one for one in reversed(state.pending) if words.MARKED.match(one.plain)), None)
    if not NAMED.search(name) or (marked and not words.MARKED.match(plain) and depth is None and len(name.split()) > 6):
        chosen = _name_above(state.pending)
        if chosen is None:
            return None
        name, depth = clean(chosen.block.text), depth_of(chosen.block.text)
        line = chosen
    if "dont" in plain[match.end("n") :]:
        depth = 0
    return _made(name, match, line, state, depth)


def _bare(line: Line, state: State, plain: str) -> bool:
    """Whether a number without sign is more likely to be anything but a weight."""
    if re.search(r"(?:coef\w*|ponder\w*|poids)\W*\d+\W*$", plain):
        return False
    if state.unit or line.block.nature != "paragraph" or words.NUMBERED.match(plain):
        return False
    return not words.LABELLED.fullmatch(plain)


def _made(name: str, match: re.Match[str], line: Line, state: State, depth: int | None) -> Weighed | None:
    number = _number(match["n"])
    if not 0 < number <= 1000 or len(name) > 320 or words.TOTAL.match(fold(name)):
        return None
    lot = words.OF_LOT.match(line.plain)
    lots = (lot[1],) if lot else state.lots
    return Weighed(name, number, unit_of(match["unit"] or "") or state.unit, line, depth, lots)


def _name_above(pending: list[Line]) -> Line | None:
    """The line that names a weight standing alone: a marked one, else the nearest that is a title, not an explanation."""
    marked = [one for one in pending if words.MARKED.match(one.plain) and len(clean(one.block.text)) > 3]
    titles = [one for one in pending if not words.EXPLANATION.match(one.plain) and NAMED.search(clean(one.block.text))]
    short = [one for one in titles if len(one.plain) < 130 and not one.plain.rstrip().endswith(".")]
    named = [one for one in pending if NAMED.search(clean(one.block.text))]
    return next((some[-1] for some in (marked, short, titles, named) if some), None)


def weight_cell(cell: str) -> tuple[float, str] | None:
    """The weight and unit of a cell that holds nothing else."""
    match = words.WEIGHT_CELL.fullmatch(cell.strip())
    return (_number(match["n"]), unit_of(match["unit"] or "")) if match else None


def of_row(line: Line, state: State) -> list[Weighed]:
    """The weighed names of a row: one, or one for each pair of cells, or the same name for the lots of each column."""
    cells = line.cells
    weights = [(n, one) for n, cell in enumerate(cells) if (one := weight_cell(cell)) and one[0] > 0]
    names = [n for n, cell in enumerate(cells) if re.search(r"[a-z]{3}", cell) and not weight_cell(cell)]
    weights = [one for one in weights if one[0] == state.weight_column] or weights
    rank = " ".join(cells[n] for n in names if words.RANK.fullmatch(cells[n].strip()))
    named = [n for n in names if not words.RANK.fullmatch(cells[n].strip())]
    if not weights:
        return _of_named_cell(line, state)
    if not named:
        chosen = _name_above(state.pending)
        own = chosen.block.text if chosen else ""
        return _row(own, weights[:1], chosen or line, state, depth_of(own)) if own else []
    first = line.block.cells[named[0]]
    weights = [one for one in weights if one[0] > named[0]] or weights  # a rank stands before the name
    depth = 1 if "sous" in rank else 0 if rank else depth_of(first)
    if state.columns and len(weights) > 1 and any(n < len(state.columns) and state.columns[n] for n, _ in weights):
        return _row(first, weights, line, state, depth)
    if len(named) > 1 and len(weights) > 1 and named[0] < weights[0][0] < named[1]:
        state.top_column = named[0]
        sub = _row(line.block.cells[named[1]], weights[-1:], line, state, 1)
        return _row(first, weights[:1], line, state, 0) + sub
    if state.top_column is not None and named[0] > state.top_column and depth is None:
        depth = 1
    return _row(first, weights[:1], line, state, depth)


def _of_named_cell(line: Line, state: State) -> list[Weighed]:
    """A row whose first cell holds both the name and its weight: « Prix (50 %) | Montant du devis »."""
    own = words.WEIGHT_WITHIN_CELL.search(line.cells[0])
    if not own or not NAMED.search(line.cells[0][: own.start()]):
        return []
    weight = [(0, (_number(own["n"]), unit_of(own["unit"])))]
    return _row(line.block.cells[0][: own.start()], weight, line, state, depth_of(line.block.cells[0]))


def _row(
    own: str, weights: list[tuple[int, tuple[float, str]]], line: Line, state: State, depth: int | None
) -> list[Weighed]:
    name = clean(own)
    if not NAMED.search(name) or words.TOTAL.match(fold(name)):
        return []
    found = []
    for column, (number, unit) in weights:
        lots = state.columns[column] if len(weights) > 1 and column < len(state.columns) else state.lots
        found.append(Weighed(name, number, unit or state.unit, line, depth, lots))
    return found


def sub_column(cells: tuple[str, ...]) -> int | None:
    """The column of the sub-criteria in a head « Critères | Sous-critères | Points », whose criteria have no weight."""
    at = next((n for n, cell in enumerate(cells) if n and re.match(r"\W*sous", cell)), None)
    return None if at is None or any(re.search(r"pond|point|poids|%|coef", cell) for cell in cells[:at]) else at


def of_split_row(line: Line, state: State, found: list[Weighed]) -> bool:
    """Adds to `found` a row of such a table: a criterion weighs the sum of its sub-criteria. False when it is no such row."""
    cells, at = line.cells, state.sub_column
    weights = [(n, one) for n, cell in enumerate(cells) if (one := weight_cell(cell)) and one[0] > 0]
    if at is None or at >= len(cells) or len(weights) != 1 or weights[0][0] < at or not NAMED.search(cells[at]):
        return False
    named = next((n for n in range(at) if NAMED.search(cells[n])), None)
    sub = _row(line.block.cells[at], weights, line, state, 1)
    own = words.WEIGHT_WITHIN_CELL.search(cells[named]) if named is not None else None
    if named is not None and own:
        name = clean(line.block.cells[named][: own.start()])
        found.append(Weighed(name, _number(own["n"]), unit_of(own["unit"]), line, 0, state.lots))
        found += sub
        state.lone, state.weighed = None, True
        return True
    if named is None and state.weighed:
        found += sub
        return bool(sub)
    if named is not None and not words.WEIGHED.search(cells[named]):
        found += _row(line.block.cells[named], weights, line, state, 0)
        state.lone = next(iter(sub), None)
        return True
    top = next((n for n in reversed(range(len(found))) if found[n].depth == 0), None)
    if named is not None or top is None or state.lone is None or not sub:
        return False
    if found[-1].depth == 0:
        found.append(state.lone)
    found[top] = replace(found[top], weight=found[top].weight + sub[0].weight)
    found += sub
    return True
