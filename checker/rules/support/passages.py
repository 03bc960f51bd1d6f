"""Where the offer answers a criterion: the sentence that holds most of its words, to be shown to the reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.facts.quote import evidence
from checker.pipes import sentences
from checker.rules.support.criteria import answered, roots


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a file, and the roots of its words."""

    evidence: Evidence
    roots: frozenset[str]


def passages(files: Iterable[ReadFile]) -> Iterator[Passage]:
    """The sentences of these files that say something, in reading order."""
    for file in files:
        for page in file.document.pages:
            for start, end in sentences(page.text):
                if held := roots(page.text[start:end]):
                    yield Passage(evidence(file.name, page, start, end), held)


def best(criterion: str, among: Iterable[Passage]) -> tuple[Evidence, ...]:
    """The sentence that holds most of the words of a criterion, the first of equals; none when no sentence holds any."""
    wanted = roots(criterion)
    found = max(among, key=lambda one: len(answered(wanted, one.roots)), default=None)
    return (found.evidence,) if found and answered(wanted, found.roots) else ()
