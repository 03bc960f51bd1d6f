"""Questions a buyer answers by yes or no: variants, visit, DUME."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.consultation.readers.text import Line, Paper
from checker.evidence import Evidence, Found

_CONDITION = re.compile(r"^\W*(?:si|s.il|s.ils|lorsque|lorsqu.|en cas|dans le cas|dans l.hypothese|a defaut|quand)\b")
_BARE_NO = re.compile(
    r"^\W*(?:non\b|neant|sans objet|aucune?\b|facultati|conseille|recommande|optionnel|non obligatoire|ni \w+ ni|pas \w+|(?:cet article|cette clause|ce point) est sans objet)|sans objet\W*$"
)
_BARE_YES = re.compile(
    r"^\W*(?:oui\b|(?:elles )?(?:sont|seront) (?:admise|autorisee|acceptee)s\b|obligatoires?\b|autorisee?s?\b|admises?\b|acceptee?s?\b)"
)

_PRONOUN = re.compile(r"^\W*(?:elles?|celles?-ci)\b(?=.*\b(?:est|sont|sera|seront|n.est|ne sont|revet|a un|a lieu)\b)")


@dataclass(frozen=True)
class Choice:
    """The words of one question, in plain letters: `topic` is what it is about, `heading` the title that asks it."""

    topic: re.Pattern[str]
    yes: re.Pattern[str]
    no: re.Pattern[str]
    heading: re.Pattern[str]
    never: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Answer:
    """One answer and its passage; a title alone weighs less than the text below it."""

    value: bool
    evidence: Evidence
    weight: float
    is_heading: bool = False


def choice(topic: str, yes: str, no: str, heading: str, never: str | None = None) -> Choice:
    """The compiled question."""
    said = tuple(map(re.compile, (topic, yes, no, heading)))
    return Choice(said[0], said[1], said[2], said[3], re.compile(never) if never else None)


def _is_title(line: Line) -> bool:
    return (
        line.block.nature == "heading"
        or (line.block.nature == "item" and line.plain.rstrip().endswith(":") and len(line.plain) < 50)
        or (
            len(line.plain) < 70
            and not line.block.cells
            and line.block.nature == "paragraph"
            and not line.plain.rstrip().endswith(".")
        )
    )


def answers(paper: Paper, asked: Choice) -> Iterator[Answer]:
    """Every answer of a document, in its order."""
    under = -9  # rank of the last title that asks the question
    for line in paper.lines:
        title = _is_title(line)
        if title and asked.heading.search(line.plain):
            under = line.at
        elif line.block.nature == "heading" or _is_numbered_label(line) or (title and not _is_bare(line.ticked)):
            under = -9  # another title: what follows answers another question
        topic = ""
        for start, end in line.sentences():
            said = _named(line.ticked[start:end], topic)
            topic = found[0] if (found := asked.topic.search(said)) else ""
            if asked.never and asked.never.search(said):
                continue
            if asked.topic.search(said) and not _CONDITION.match(said):
                value = False if asked.no.search(said) else True if asked.yes.search(said) else None
                if value is not None:
                    yield Answer(value, line.evidence(start, end), 1.0 if title else 2.0, title)
                    continue
            below = line.at - under
            if start == 0 and (0 < below <= 2 or (below == 3 and len(said.strip()) < 60)):
                yield from _bare(line, said, start, end)


def _is_numbered_label(line: Line) -> bool:
    """« 9- Conditions particulières : sans objet », which answers its own question."""
    return line.block.nature == "item" and line.block.marker.startswith("#") and ":" in line.plain[:60]


def _named(said: str, topic: str) -> str:
    """A sentence that goes on by a pronoun, « Elle est obligatoire. », with the word it stands for."""
    return _PRONOUN.sub(topic, said) if topic else said


def _is_bare(said: str) -> bool:
    return bool(_BARE_NO.search(said) or _BARE_YES.match(said))


def _bare(line: Line, said: str, start: int, end: int) -> Iterator[Answer]:
    if _BARE_NO.search(said):
        yield Answer(False, line.evidence(start, end), 2.5)
    elif _BARE_YES.match(said):
        yield Answer(True, line.evidence(start, end), 2.0)


def decide(paper: Paper, asked: Choice) -> Found | None:
    """The answer of a document: what its text says before what its titles say, the first of equals."""
    found = list(answers(paper, asked))
    if not found:
        return None
    best = max(found, key=lambda one: one.weight)
    sure = 0.7 if best.is_heading or any(one.value != best.value for one in found) else 0.95
    return Found(best.value, best.evidence, sure)
