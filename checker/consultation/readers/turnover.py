"""The turnover a bidder must show."""

from __future__ import annotations

import re
from decimal import Decimal

from checker.consultation.readers.per_lot import by_lot
from checker.consultation.readers.text import Line, Paper
from checker.evidence import Found
from checker.pipes.amounts import value_of

_TURNOVER = re.compile(r"chiffres? d.affaires?|\bc\.?a\.?\b(?: annuel| moyen| minim)")
_LEAST = re.compile(r"minim|superieur|au moins|niveau|seuil|exige|inferieur|requis")
_LOT = re.compile(r"lots?\s*(?:n(?:\s?o\b)?\W{0,2})?\s*\d{1,2}\b")
_OTHER = re.compile(
    r"sinistre|assurance|garantie|avance|capital|penalite|montant (?:maximum|estime|minimum)|estimation|plafond"
)
_LOT_CELL = re.compile(r"\W*(?:lots?\s*)?(?:n(?:\s?o\b)?\W{0,2})?0?(\d{1,2})\b(?!\s?\d)")
_MONEY = re.compile(
    r"(?<![\d,.])(?P<whole>\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d+)(?:[,.](?P<cents>\d{1,2}))?(?!\d)\s*(?P<unit>k€|m€|€|k ?euros?|euros?|eur\b)?"
)


def _amounts(line: Line, start: int, end: int) -> list[tuple[int, float]]:
    found = []
    for match in _MONEY.finditer(line.plain, start, end):
        unit = match["unit"] or ""
        number = value_of(match) * Decimal({"k": 1000, "m": 1_000_000}.get(unit[:1], 1))
        if number >= 1000 and (unit or (number >= 10_000 and len(match["whole"]) > 5)):
            found.append((match.start(), float(number)))
    return found


def read_turnover(paper: Paper) -> Found | None:
    """The least yearly turnover in euros, by lot where it differs; None when no level is required."""
    for line in paper.lines:
        for topic in _TURNOVER.finditer(line.plain):
            start, end = (0, len(line.plain)) if line.block.cells else line.sentence_at(topic.start())
            lines = [(line, max(start, topic.start()) if not line.block.cells else 0, end)]
            if not _amounts(*lines[0]) and _LEAST.search(line.plain[end : end + 40]):  # « … . Niveau minimal : … »
                lines = [(line, *line.sentence_at(end + 1))]
            if not _amounts(*lines[0]):
                lines = [(after, 0, len(after.plain)) for after in paper.after(line, 4) if _below(line, after)]
            if found := _read(lines, line, _column_of_levels(paper, line)):
                return found
    return _of_table(paper)


def _of_table(paper: Paper) -> Found | None:
    """Levels in a table of lots, one of whose columns is headed « chiffre d'affaires minimal »."""
    for head in paper.lines:
        column = next((n for n, cell in enumerate(head.cells) if _TURNOVER.search(cell) and _LEAST.search(cell)), None)
        if not column or "lot" not in head.plain:
            continue
        levels: dict[str, float] = {}
        for row in paper.after(head, 40):
            if len(row.cells) <= column:
                break
            lot, amounts = _LOT_CELL.match(row.cells[0]), list(_MONEY.finditer(row.cells[column]))
            if lot and amounts and (amount := float(value_of(amounts[0]))) >= 1000:
                levels[lot[1].lstrip("0")] = amount
        if levels:
            value: float | dict[str, float] = levels if len(set(levels.values())) > 1 else next(iter(levels.values()))
            return Found(_plain(value), head.evidence(), 0.85)
    return None


def _below(line: Line, after: Line) -> bool:
    """Whether a line still speaks of the turnover asked just above: levels by lot, « Niveau minimum : … »."""
    return bool(_LEAST.search(after.plain[:60]) or _LOT.match(after.plain.strip("-•* \t")))


def _column_of_levels(paper: Paper, line: Line) -> bool:
    """Whether a row stands in a table one of whose columns gives the least levels."""
    above = [one for one in paper.before(line, 12) if line.block.cells and len(one.cells) == len(line.cells)]
    return any(_LEAST.search(one.plain) and not _MONEY.search(one.plain) for one in above)


def _read(lines: list[tuple[Line, int, int]], topic: Line, levels_only: bool) -> Found | None:
    levels: dict[str, float] = {}
    single: tuple[float, Line] | None = None
    for line, start, end in lines:
        said = line.plain[start:end]
        asked = (
            levels_only or _LEAST.search(said) or _LEAST.search(topic.plain) or line.block.cells and _LOT.search(said)
        )
        amounts = _amounts(line, start, end)
        if not amounts or not asked or _OTHER.search(said):
            continue
        levels |= by_lot(line.plain[start:end], [(at - start, amount) for at, amount in amounts])
        single = single or (amounts[0][1], line)
    if single is None:
        return None
    value: float | dict[str, float] = levels if len(set(levels.values())) > 1 else single[0]
    return Found(_plain(value), single[1].evidence(), 0.85)


def _plain(value: float | dict[str, float]) -> float | int | dict[str, float | int]:
    if isinstance(value, dict):
        return {lot: int(one) if one == int(one) else one for lot, one in value.items()}
    return int(value) if value == int(value) else value
