"""Criteria that a buyer ranks without weighing them: « par ordre décroissant d'importance »."""

from __future__ import annotations

import re

from checker.consultation.model import AskedCriterion
from checker.consultation.readers.criteria_lines import clean
from checker.consultation.readers.text import Line, Paper
from checker.folding import fold

UNIT = "rang"
MOST = 8
LONGEST = 110  # characters of a criterion in a list
_RANKED = re.compile(
    r"criteres?\b[^.;]{0,160}(?:\bordre (?:decroissant|d.importance|de priorite|de preference|hierarchique)|hierarchis|class\w+ par (?:ordre|priorite))"
    r"|(?:\bordre (?:decroissant|d.importance|de priorite|de preference)|hierarchis)[^.;]{0,160}\bcriteres?\b"
)
_NOT = re.compile(r"selection des candidatures|criteres? de (?:candidature|selection)|ordre de preference des lots")
_SIGN = re.compile(
    r"^\W*(?:criteres?\s*(?:n\W{0,3})?)?(?P<sign>\d{1,2}(?:er|ere|e|eme)?\b|[a-h](?=[).])|(?=\W*[-–•*▪➢]))"
)
_CUT = re.compile(r"\s*;\s*|\s*,\s*(?:puis\s+|et enfin\s+)?|\s+puis\s+|\s+et enfin\s+|\s+(?=\d\s?[-).°/]\s?[^\W\d])")
_SENTENCE = re.compile(r"(?<![\s:]\d)\.\s+(?=[A-ZÀ-Ý])")  # the full stop after a rank ends no sentence
_LEAD = re.compile(
    r"^\W*(?:\d{1,2}(?:er|ère|e|è?me)?\b[\s).:°/–-]*)?(?:crit[eè]re\b[\s:–-]*)?(?:puis |enfin |et |l[ea] |les |l['’])*",
    re.I,
)


def read_ranked(paper: Paper) -> tuple[AskedCriterion, ...] | None:
    """The criteria in the order of the document, without weight; None when it does not rank any."""
    for line in paper.lines:
        found = _RANKED.search(line.plain)
        if not found or _NOT.search(line.plain):
            continue
        names = _below(paper, line) if line.plain.rstrip(" .").endswith(":") else _inline(line, found.start())
        if len(names) >= 2:
            return tuple(AskedCriterion(name, None, UNIT, where.evidence()) for name, where in names[:MOST])
    return None


def _name(text: str) -> str:
    name = clean(_LEAD.sub("", text.strip()))
    return name[:1].upper() + name[1:]


def _inline(line: Line, start: int) -> list[tuple[str, Line]]:
    """The names that follow a colon on the line itself."""
    colon = line.plain.find(":", start)
    if colon < 0:
        return []
    said = _SENTENCE.split(line.block.text[colon + 1 :])[0]
    parts = _CUT.split(said)
    return [(name, line) for part in parts if 2 < len(name := _name(part.rstrip("."))) <= LONGEST]


def _below(paper: Paper, line: Line) -> list[tuple[str, Line]]:
    """The lines below that bear the same sort of sign as the first: a number, a bullet, or none."""
    names: list[tuple[str, Line]] = []
    first: bool | None = None
    for after in paper.after(line, 2 * MOST):
        signed = bool(_SIGN.match(after.plain)) or after.block.nature == "item"
        first = signed if first is None else first
        if signed != first or len(after.plain) > LONGEST or (not signed and after.plain.rstrip().endswith(".")):
            break
        if len(name := _name(after.block.text)) > 2 and fold(name) != fold(line.block.text):
            names.append((name, after))
        if after.plain.rstrip().endswith("."):
            break
    return names
