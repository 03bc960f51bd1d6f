"""Until when the Urssaf certificates of a dossier are good, by their situation and by their edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.rules.model import Dossier
from checker.rules.support.reading import as_day, facts, holders
from checker.rules.support.writing import months_after
from procurement.law import LawAtDay

KIND = "vigilance_urssaf"


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate: its situation day, and the last day it is good counted from its situation and its edition.

    The three days are None when neither date could be read; a single date read stands for both.
    """

    file: ReadFile
    evidence: tuple[Evidence, ...]
    situation: date | None = None
    good_by_situation: date | None = None
    good_by_edition: date | None = None


def months_good(law: LawAtDay) -> int:
    """How many months a certificate is good for: C. trav. D8222-5 1°."""
    return int(law.value("validite_pieces.vigilance_urssaf"))


def certificates(dossier: Dossier, law: LawAtDay) -> Iterator[Certificate]:
    """The Urssaf certificates of the dossier, in the order of its files."""
    for file in holders(dossier, (KIND,)):
        situation = next(iter(facts(file, KIND, "situation_date")), None)
        issue = next(iter(facts(file, KIND, "issue_date")), None)
        evidence = tuple(fact.evidence for fact in (situation, issue) if fact)
        start, edited = as_day(situation) or as_day(issue), as_day(issue) or as_day(situation)
        if start is None or edited is None:
            yield Certificate(file, evidence)
        else:
            months = months_good(law)
            yield Certificate(file, evidence, start, months_after(start, months), months_after(edited, months))
