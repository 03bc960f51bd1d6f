"""When a file was issued, what situation it describes, from when and until when it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from checker.facts.model import Fact
from checker.facts.patterns import ALONE, DATED, FORMS, KBIS, LABEL_BELOW, LABELS, MADE_AT, PLACE
from checker.facts.quote import evidence
from checker.pipes.dates import dates, periods, plain_of
from checker.reading.document import Page

_WINDOW = 120
ROWS = 12  # rows of a table looked at above a date for the title of its column
_FAR = 45  # letters between the words that name a date and the date
SOCIAL = frozenset({"vigilance_urssaf", "attestation_fiscale"})
PERIOD_KINDS = DATED - {"vigilance_urssaf", "attestation_fiscale", "kbis", "avis_sirene", "attestation_rne"}


def date_facts(file: str, kind: str, pages: Sequence[Page]) -> Iterator[Fact]:
    """issue_date, situation_date, valid_from and valid_until: the surest of each, the earlier in the text when two are as sure."""
    if kind not in DATED | FORMS:
        return
    found = [fact for page in pages for fact in _on_page(file, kind, page)]
    for name in ("issue_date", "situation_date", "valid_from", "valid_until"):
        rivals = [fact for fact in found if fact.name == name]
        if rivals:
            yield _surest(rivals)


def _surest(rivals: Sequence[Fact]) -> Fact:
    """The best of the facts of one name; as many different days as facts of one rank leave a doubt."""
    times = Counter(fact.value for fact in rivals)
    best = max(rivals, key=lambda fact: (fact.confidence, times[fact.value]))
    equals = {fact.value for fact in rivals if fact.confidence >= best.confidence - 0.05}
    return replace(best, confidence=best.confidence - 0.25) if len(equals) > 1 else best


def _on_page(file: str, kind: str, page: Page) -> Iterator[Fact]:
    plain = plain_of(page.text)
    taken: list[tuple[int, int]] = []
    for first, last, start, end in periods(page.text):
        taken.append((start, end))
        if kind in PERIOD_KINDS and not _names_other(plain, start):
            quote = evidence(file, page, start, end)
            yield Fact("valid_from", first.isoformat(), quote, 0.9)
            yield Fact("valid_until", last.isoformat(), quote, 0.9)
    previous = 0
    for day, start, end in dates(page.text):
        if not any(low <= start < high for low, high in taken):
            titled = list(_in_column(file, kind, page, plain, (day, start, end)))
            yield from titled or _one(file, kind, page, plain, (day, previous, start, end))
        previous = end


def _one(file: str, kind: str, page: Page, plain: str, place: tuple[date, int, int, int]) -> Iterator[Fact]:
    day, previous, start, end = place
    first = max(previous, start - _WINDOW)
    inside = "0" if first and plain[first - 1] != "\n" else ""  # what follows another date does not open a line
    before = inside + plain[first:start]
    name, confidence = _named(kind, before, plain[end : end + 60])
    held = (
        name not in ("valid_from", "valid_until") or kind in PERIOD_KINDS or (kind in SOCIAL and name == "valid_until")
    )
    if name and held and (kind in DATED or name == "issue_date"):
        yield Fact(name, day.isoformat(), evidence(file, page, start, end), confidence)


def _in_column(file: str, kind: str, page: Page, plain: str, place: tuple[date, int, int]) -> Iterator[Fact]:
    """A date alone in its cell, named by the title of its column: « Date d'échéance » above « 13/11/2026 »."""
    day, start, end = place
    first = plain.rfind("\n", 0, start) + 1
    row = plain[first : plain.find("\n", end) if "\n" in plain[end:] else len(plain)].split("\t")
    column = plain.count("\t", first, start)
    if len(row) < 2 or kind not in PERIOD_KINDS or len(row[column].strip()) > end - start + 4:
        return
    for line in reversed(plain[:first].split("\n")[-ROWS:]):
        cells = line.split("\t")
        if len(cells) == len(row) and not any(map(str.isdigit, cells[column])):
            name, _ = _label(cells[column])
            if name in ("valid_until", "valid_from", "issue_date"):
                yield Fact(name, day.isoformat(), evidence(file, page, start, end), 0.85)
            return


def _named(kind: str, before: str, after: str) -> tuple[str | None, float]:
    """What the words before a date make of it, and how sure that is."""
    if kind in ("kbis", "attestation_rne") and KBIS.search(before.replace("\n", " ")):
        return "issue_date", 0.95
    if MADE_AT.search(before):
        return "issue_date", 0.92
    label, far = _label(before.replace("\n", " ").replace("\t", " "))
    if PLACE.search(before) and not (label and far <= 3):
        return "issue_date", 0.91
    if label and label != "other" and far <= _FAR:
        return label, 0.9 - 0.004 * far
    if label == "other" and far <= 25:
        return None, 0.0
    if ALONE.search(before):
        return "issue_date", 0.7
    return ("valid_until", 0.75) if LABEL_BELOW.search(after) else (None, 0.0)


def _label(before: str) -> tuple[str | None, int]:
    """The nearest words that name a date, and how many letters part them from it."""
    best: tuple[int, int, str] | None = None
    for name, pattern in LABELS:
        for found in pattern.finditer(before):
            if best is None or (found.end(), -found.start()) > (best[0], -best[1]):
                best = found.end(), found.start(), name
    if best is None:
        return None, 0
    gap = before[best[0] :]
    return (None, 0) if ". " in gap else (best[2], len(gap.strip()))


def _names_other(plain: str, start: int) -> bool:
    """Whether a period is that of something else: an exercise, a work site, a training."""
    label, far = _label(plain[max(0, start - 60) : start].replace("\n", " "))
    words = plain[max(0, start - 60) : start]
    return label == "other" and far <= 12 and not any(word in words for word in ("chantier", "ouverture", "periode"))
