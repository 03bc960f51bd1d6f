"""Attestations with a printed period: the common half of the rules on insurance and certificates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.facts.model import Fact, ReadFile
from checker.pipes.dates import dates
from checker.rules.declaration import Rule
from checker.rules.model import Dossier, Finding
from checker.rules.support.reading import as_day, deadline, facts, faint, holders
from checker.rules.support.texts import said
from checker.rules.support.writing import french_day, months_after


def end_of(file: ReadFile, kind: str) -> tuple[date, Fact] | None:
    """The last day printed on the pages of `kind`, with its fact; None when none was read."""
    ends = [(as_day(fact), fact) for fact in facts(file, kind, "valid_until")]
    known = [(day, fact) for day, fact in ends if day]
    return max(known, key=lambda pair: pair[0], default=None)


def start_of(file: ReadFile, kind: str) -> date | None:
    """The first day printed, or None."""
    return min((day for fact in facts(file, kind, "valid_from") if (day := as_day(fact))), default=None)


def last_day(file: ReadFile, kind: str) -> date | None:
    """The last day of validity: the fact, else the day written after « jusqu'au »."""
    known = end_of(file, kind)
    written = (
        day for place, _ in said(file, r"jusqu'?au|expire|prend fin|echeance", kind) for day, *_ in dates(place.quote)
    )
    return known[0] if known else max(written, default=None)


def reference_day(dossier: Dossier) -> date:
    """The day a piece must be valid on: the deadline, or the day of the check when the buyer's is unknown."""
    return (deadline(dossier) or dossier.day).date()


def period(rule: Rule, dossier: Dossier, kind: str) -> Iterator[Finding]:
    """One finding per file of `kind`: its printed period reaches the deadline."""
    files, limit = holders(dossier, (kind,)), reference_day(dossier)
    if not files:
        yield rule.moot("Aucune pièce de ce type n'est jointe.")
    for file in files:
        words: dict[str, object] = {"about": kind, "file": file.name, "expected": f"en cours au {french_day(limit)}"}
        known = end_of(file, kind)
        if known is None:
            yield rule.unsure(f"Nous n'avons pas pu lire la fin de validité de {file.name}.", **words)
            continue
        end, fact = known
        words |= {"found": french_day(end), "evidence": (fact.evidence,)}
        if end >= limit:
            yield rule.holds(f"{file.name} est valable jusqu'au {french_day(end)}.", **words)
        elif fact.confidence < 0.5 or faint(file, fact.evidence.page):
            yield rule.unsure(f"{file.name} semble finir le {french_day(end)} : à relire.", **words)
        else:
            text = f"{file.name} finit le {french_day(end)}, avant la date limite ({french_day(limit)})."
            yield rule.fails(text, **words)


def recent(rule: Rule, dossier: Dossier, kind: str, months: int) -> Iterator[Finding]:
    """One finding per file of `kind`: issued, or describing a situation, at most `months` before the deadline."""
    files, limit = holders(dossier, (kind,)), reference_day(dossier)
    if not files:
        yield rule.moot("Aucune pièce de ce type n'est jointe.")
    for file in files:
        read = [
            (day, fact)
            for name in ("issue_date", "situation_date")
            for fact in facts(file, kind, name)
            if (day := as_day(fact))
        ]
        words: dict[str, object] = {"about": kind, "file": file.name, "expected": f"moins de {months} mois"}
        if not read:
            yield rule.unsure(f"Nous n'avons pas pu lire la date de {file.name}.", **words)
            continue
        day, fact = max(read, key=lambda pair: pair[0])
        words |= {"found": french_day(day), "evidence": (fact.evidence,)}
        if months_after(day, months) >= limit:
            yield rule.holds(f"{file.name} date du {french_day(day)} : moins de {months} mois.", **words)
        elif faint(file, fact.evidence.page) or fact.confidence < 0.5:
            yield rule.unsure(f"{file.name} semble dater du {french_day(day)} : à relire.", **words)
        else:
            text = (
                f"{file.name} date du {french_day(day)} : plus de {months} mois à la date limite ({french_day(limit)})."
            )
            yield rule.fails(f"{text} Beaucoup d'acheteurs demandent plus récent.", **words)
