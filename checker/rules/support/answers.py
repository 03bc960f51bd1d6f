"""Questions of a response frame and whether each has an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.folding import fold
from checker.reading.document import Table
from checker.rules.support.forms import is_blank
from checker.rules.support.texts import pages_of

_ANSWER = re.compile(r"reponses?\b|a completer|a renseigner|commentaires? du candidat|candidat|proposition")
_QUESTION = re.compile(
    r"questions?|exigences?|themes?|points?|criteres?|rubriques?|sujets?|items?|descriptif|elements?"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question and whether somebody wrote an answer."""

    text: str
    answered: bool
    evidence: Evidence


def _columns(table: Table) -> tuple[int, int] | None:
    """The columns of questions and answers, from the first row that names both."""
    for row in table.rows()[:3]:
        words = [fold(cell) for cell in row]
        asked = next((n for n, cell in enumerate(words) if _QUESTION.match(cell)), None)
        given = next((n for n, cell in enumerate(words) if _ANSWER.search(cell) and n != asked), None)
        if asked is not None and given is not None:
            return asked, given
    return None


def questions(file: ReadFile) -> list[Question]:
    """The questions of the tables of a frame, in order; rows without text in the column of questions are left out."""
    found: list[Question] = []
    for page in pages_of(file, "cadre_reponse"):
        for table in page.tables:
            columns = _columns(table)
            for row in table.rows() if columns else ():
                text, answer = (" ".join(row[column].split()) for column in columns or (0, 0))
                if text and not (_QUESTION.match(fold(text)) and _ANSWER.search(fold(answer))):
                    place = Evidence(file.name, page.number, f"{text} {answer}".strip()[:300])
                    found.append(Question(text, not is_blank(answer), place))
    return found
