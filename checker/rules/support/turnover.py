"""Turnover of the firm by year, from the facts or from the table of a DC2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from checker.facts.model import ReadFile
from checker.folding import fold
from checker.pipes.amounts import AMOUNT, value_of
from checker.pipes.dates import dates
from checker.rules.model import Dossier
from checker.rules.support.reading import facts, holders
from checker.rules.support.texts import pages_of

KINDS = ("dc2", "declaration_ca", "bilans")
_ROW = re.compile(r"^(ca|chiffres? d.affaires)( annuel| global| total| h\.?t\.?)*\b")
_PART = re.compile(r"part|%|domaine|objet du marche|concern")
_LAW = re.compile(r"recommandation|arrete|decret|\bloi\b|directive|article|conformement|mise a jour")
_EXERCISE = re.compile(r"exercice|chiffres? d.affaires|^annees?\b")
_YEARLY = re.compile(r"\W*(?:annee |n ?(?:- ?\d)?\W{1,3})?20[0-4]\d\b")
_YEAR = re.compile(r"\b(20[0-4]\d)\b")


def _from_fact(value: object) -> Iterator[Decimal]:
    for one in value.values() if isinstance(value, dict) else [value]:
        try:
            amount = Decimal(str(one))
        except InvalidOperation:
            continue
        if amount.is_finite() and amount > 0:
            yield amount


def turnovers(file: ReadFile, kind: str) -> list[Decimal]:
    """The yearly turnovers in euros that a file states, thousands written « k€ » multiplied."""
    given = [amount for fact in facts(file, kind, "turnover") for amount in _from_fact(fact.value)]
    if given:
        return given
    found = []
    for page in pages_of(file, kind):
        thousands = bool(re.search(r"\bk ?€|milliers d'euros|\bke\b", fold(page.text)))
        for table in page.tables:
            for row in table.rows():
                if row and _ROW.search(fold(row[0])) and not _PART.search(fold(row[0])):
                    amounts = [value_of(m) for cell in row[1:] if (m := AMOUNT.fullmatch(cell.strip()))]
                    found += [amount * 1000 if thousands else amount for amount in amounts if amount > 0]
    return found


def by_file(dossier: Dossier) -> list[tuple[ReadFile, str, list[Decimal]]]:
    """The files that state turnovers."""
    read = [(file, kind, turnovers(file, kind)) for kind in KINDS for file in holders(dossier, (kind,))]
    return [(file, kind, amounts) for file, kind, amounts in read if amounts]


def last_year_closed(file: ReadFile, kind: str) -> date | None:
    """The end of the latest financial year written beside the word « exercice », or at the head of a line below, or None."""
    ends = []
    for page in pages_of(file, kind):
        near = 0
        for line in page.text.splitlines():
            plain = fold(line)
            named = bool(_EXERCISE.search(plain)) and not _LAW.search(plain)
            near = 6 if named else near - 1
            if named or (near > 0 and _YEARLY.match(plain)):
                ends += [day for day, *_ in dates(line)] or [date(int(year), 12, 31) for year in _YEAR.findall(line)]
    return max(ends, default=None)
