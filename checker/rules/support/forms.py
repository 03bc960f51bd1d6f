"""Fields of a form: a label and what was written beside it, in tables, after colons, or in fillable PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.folding import fold
from checker.reading.document import Page
from checker.rules.support.texts import pages_of

_COLON = re.compile(r"^(.{3,90}?)\s*:\s*(.*)$")
_UNITS = re.compile(r"\b(mois|jours?|semaines?|ans?|heures?|euros?|ht|ttc|le|a|n)\b")
_FILLING = re.compile(r"[\s.…_\-–—☐□€%°/:,*]+")
_DOTS = re.compile(r"(?:\.{4,}|…{2,}|_{4,}|(?:\.\s){4,})")


@dataclass(frozen=True, slots=True)
class FormField:
    """A label in plain letters and the words written there. `blank`: nothing but dots, boxes or a unit."""

    label: str
    value: str
    blank: bool
    evidence: Evidence


def is_blank(value: str) -> bool:
    """Whether a field holds nothing a person wrote."""
    return not _FILLING.sub("", _UNITS.sub("", fold(_FILLING.sub(" ", value))))


def _pairs(page: Page) -> Iterator[tuple[str, str, bool]]:
    """Label, value, and whether an empty value proves that nobody wrote there."""
    for table in page.tables:
        for row in table.rows():
            cells = [" ".join(cell.split()) for cell in row]
            if 2 <= len(cells) <= 3 and cells[0]:
                yield cells[0], " ".join(cells[1:]).strip(), True
    before = ""
    for line in page.text.splitlines():
        if found := _COLON.match(line.split("\t")[0]) if "\t" in line else _COLON.match(line):
            value = found[2] if "\t" not in line else " ".join(line.split("\t")[1:])
            yield found[1], value, bool(_DOTS.search(line))
        elif _DOTS.search(line) and is_blank(line):
            yield before, line, True
        before = line


def fields(file: ReadFile, kind: str) -> Iterator[FormField]:
    """The fields on the pages of `kind`; a label followed by nothing counts as blank only where dots or a cell prove it."""
    for page in pages_of(file, kind):
        for label, value, proof in _pairs(page):
            blank = is_blank(value)
            if not blank or proof:
                yield FormField(
                    fold(label),
                    value.strip(),
                    blank,
                    Evidence(file.name, page.number, f"{label} {value}".strip()[:300]),
                )
    if len(pages_of(file, kind)) == len(file.document.pages):
        for name, value in file.document.fields.items():
            text = "" if value in (None, False, True) else str(value)
            if not isinstance(value, bool):
                yield FormField(fold(name), text, is_blank(text), Evidence(file.name, 1, f"{name} : {text}"[:300]))


def field(file: ReadFile, kind: str, label: str) -> FormField | None:
    """The first field whose label matches, a written one before a blank one."""
    found = [one for one in fields(file, kind) if re.search(label, one.label)]
    return next((one for one in found if not one.blank), found[0] if found else None)


def unfilled(file: ReadFile, kind: str, labels: dict[str, str]) -> list[tuple[str, FormField]]:
    """For each name of `labels` whose pattern is found only blank: the name and the blank field."""
    found = [(name, field(file, kind, pattern)) for name, pattern in labels.items()]
    return [(name, one) for name, one in found if one is not None and one.blank]
