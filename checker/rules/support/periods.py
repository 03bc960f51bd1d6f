"""How old the references of a list are."""

from __future__ import annotations

import re

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.rules.model import Dossier
from checker.rules.support.texts import pages_of
from checker.rules.support.validity import reference_day
from procurement.law import LawAtDay

_YEAR = re.compile(r"(?<![\d.,])(20[0-4]\d|19[89]\d)(?![\d,])")


def years_admitted(dossier: Dossier, law: LawAtDay) -> int:
    """The years the règlement asks for, else the longest that usage admits (works)."""
    asked = [item.years for _, item in dossier.consultation.requirements() if item.kind == "references" and item.years]
    return asked[0] if asked else int(law.value("validite_pieces.references_travaux_ans"))


def ages(dossier: Dossier, file: ReadFile) -> list[tuple[Evidence, int]]:
    """The dated lines of a list of references (rows of tables, else lines with an amount) and their age in years."""
    now, found = reference_day(dossier).year, []
    for page in pages_of(file, "references"):
        rows = ["\t".join(row) for table in page.tables for row in table.rows()]
        for line in rows or [line for line in page.text.splitlines() if "€" in line or "\t" in line]:
            years = [int(year) for year in _YEAR.findall(line) if int(year) <= now]
            if years and any(letter.isalpha() for letter in line) and not line.lower().startswith(("total", "n°\t")):
                found.append((Evidence(file.name, page.number, " ".join(line.split())[:200]), now - max(years)))
    return found
