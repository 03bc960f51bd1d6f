"""What a DUME in XML (ESPD request or response, versions 1 to 4) says, from its lines « tag : value »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_ROOTS = re.compile(r"^(?:ESPD|QualificationApplication)(?:Request|Response)$")
_LINE = re.compile(r"^(?P<key>[A-Z][A-Za-z ]{1,48}?)(?: \((?P<unit>[^)]*)\))? : (?P<value>.+)$")
_ANSWER = re.compile(r"^(?:Response )?(?:Indicator|Amount|Quantity|Numeric|Date|Code)$|^(?:Start|End) Date$")
# Exclusion criteria of versions 3 and 4; before, their code begins with CRITERION.EXCLUSION.
_EXCLUSIONS = frozenset({
    "crime-org", "corruption", "fraud", "terr-offence", "finan-laund", "human-traffic", "tax-pay", "socsec-pay", "envir-law",
    "socsec-law", "labour-law", "bankruptcy", "insolvency", "cred-arran", "bankr-nat", "liq-admin", "susp-act", "prof-misconduct",
    "distorsion", "partic-confl", "prep-confl", "sanction", "misrepresent",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as written: the words of its question, what kind of value it is (Indicator, Amount, Start Date…), its line."""

    question: str
    kind: str
    value: str
    line: str


@dataclass(slots=True)
class Criterion:
    """A criterion, its code, its name in the language of the file, and the answers given."""

    code: str
    name: str = ""
    answers: list[Answer] = field(default_factory=list)

    @property
    def excludes(self) -> bool:
        """Whether it is a ground for exclusion that every candidate answers."""
        return self.code in _EXCLUSIONS or self.code.upper().startswith("CRITERION.EXCLUSION")


def is_espd(text: str) -> bool:
    """Whether a page is a DUME in XML."""
    return bool(_ROOTS.match(text.split("\n", 1)[0].strip()))


def is_response(text: str) -> bool:
    """Whether it is the answer of a firm, not the request of the buyer."""
    return text.split("\n", 1)[0].strip().endswith("Response")


def read(line: str) -> tuple[str, str] | None:
    """The tag and the value of a line."""
    found = _LINE.match(line)
    return (found["key"], found["value"].strip()) if found else None


def parties(lines: Sequence[str]) -> Iterator[tuple[str, str, str, str]]:
    """Who ("buyer" or "firm"), under which label, the tag and the line: what the parties say of themselves."""
    who, under = "", ""
    for line in lines:
        if line in ("Contracting Party", "Economic Operator Party"):
            who, under = ("buyer" if line.startswith("C") else "firm"), ""
        elif re.match(r"(?:Tendering )?Criteri|Procurement Project|Service Provider Party|Additional Document", line):
            who = ""
        elif who and (pair := read(line)):
            yield who, under, pair[0], line
        elif line.strip():
            under = line.strip()


def criteria(lines: Sequence[str]) -> list[Criterion]:
    """The criteria with their answers, in order."""
    found: list[Criterion] = []
    homes: dict[str, tuple[Criterion, str]] = {}
    last, here, question = "", None, ""
    for line in lines:
        key, value = read(line) or ("", "")
        if key == "Criterion Type Code" or (key == "Type Code" and value.upper().startswith("CRITERION.")):
            here = Criterion(value)
            found.append(here)
        elif here and key == "Name" and not here.name:
            here.name = value
        elif key == "ID":
            last = value
        elif here and key == "Description":
            question = value
            homes.setdefault(last, (here, value))
        elif key == "Validated Criterion Property ID":
            here, question = homes.get(value, (None, ""))
        elif here and _ANSWER.match(key):
            here.answers.append(Answer(question, key.removeprefix("Response "), value, line))
    return found
