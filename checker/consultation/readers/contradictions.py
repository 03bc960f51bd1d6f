"""Where the buyer's documents contradict one another: a person must ask, the program does not choose silently."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from checker.consultation.model import AskedCriterion
from checker.consultation.readers import validity, yes_or_no
from checker.consultation.readers.contradictions_between import between
from checker.consultation.readers.deadline import other_deadline, read_deadline, weekday_error
from checker.consultation.readers.notice import evidence_of
from checker.consultation.readers.reference import Mention, key, mentions
from checker.consultation.readers.text import Paper, Papers
from checker.consultation.readers.zone import PARIS
from checker.evidence import Evidence, Found
from procurement.models import Notice

NOT_OF_THE_PROCEDURE = ("ccap", "cctp", "acte_engagement", "cadre_reponse", "plans_diagnostics", "memoire_technique")
BOUND_BY_CONTRACT = tuple(kind for kind in NOT_OF_THE_PROCEDURE if kind != "acte_engagement")  # it binds the bidder too
LONGEST = 180


def quoted(evidence: Evidence) -> str:
    """« words » (file, page n)."""
    words = " ".join(evidence.quote.split())
    words = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
    return f"« {words} » ({evidence.file}, page {evidence.page})"


def _both(what: str, one: Evidence, other: Evidence) -> str:
    return f"{what} : {quoted(one)} et {quoted(other)}."


def _differing(documents: Papers, what: str, read: Callable[[Paper], Found | None]) -> Iterator[str]:
    found = documents.each(read, but=NOT_OF_THE_PROCEDURE)
    for other in found[1:]:
        said = str(found[0].value), str(other.value)
        if not said[0].startswith(said[1]) and not said[1].startswith(said[0]):  # a day with and without its hour agree
            yield _both(what, found[0].evidence, other.evidence)


def contradictions(
    documents: Papers, found: dict[str, Any], years: list[date], day: date, notice: Notice | None
) -> tuple[str, ...]:
    """One French sentence for each contradiction, with both passages."""
    made = [
        *_differing(documents, "Deux dates limites", lambda paper: read_deadline(paper, years, day)),
        *_of_the_notice(found, notice),
        *_weekday(found, documents, years, day),
        *_references(documents),
        *_differing(documents, "Variantes, deux réponses", yes_or_no.read_variants),
        *_visit(documents),
        *_spans(documents),
        *_twice(documents, years, day),
        *(_both(*one) for one in between(documents, NOT_OF_THE_PROCEDURE)),
        *_sums(found.get("criteria", ())),
    ]
    return tuple(dict.fromkeys(made))


def _spans(documents: Papers) -> Iterator[str]:
    """Two lengths of validity; six months and 180 days are the same to those who write them."""
    found = documents.each(validity.read_offer_validity, but=BOUND_BY_CONTRACT)
    for other in found[1:]:
        if not validity.agree(str(found[0].value), str(other.value)):
            yield _both("Deux durées de validité des offres", found[0].evidence, other.evidence)


def _twice(documents: Papers, years: list[date], day: date) -> Iterator[str]:
    """Two hours or days given as the limit in one and the same document."""
    for paper in documents.but(NOT_OF_THE_PROCEDURE):
        if pair := other_deadline(paper, years, day):
            yield _both("Deux dates limites dans le même document", *pair)


def _of_the_notice(found: dict[str, Any], notice: Notice | None) -> Iterator[str]:
    limit = found.get("deadline")
    if notice is None or notice.deadline is None or limit is None or "T" not in str(limit.value):
        return
    published = notice.deadline
    try:
        zone = ZoneInfo(found.get("deadline_zone", PARIS))
        published = published.replace(tzinfo=ZoneInfo(PARIS)).astimezone(zone).replace(tzinfo=None)
    except ZoneInfoNotFoundError:
        pass  # a machine without the table of zones compares the hours as written
    if datetime.fromisoformat(str(limit.value)) not in (published, notice.deadline):
        yield _both("Deux dates limites", limit.evidence, evidence_of(notice, f"{notice.deadline:%d/%m/%Y à %H:%M}"))


def _weekday(found: dict[str, Any], documents: Papers, years: list[date], day: date) -> Iterator[str]:
    error = documents.first(lambda paper: weekday_error(paper, years, day), but=NOT_OF_THE_PROCEDURE)
    if error and "deadline" in found:
        yield f"Le jour de la semaine ne va pas avec la date limite : {quoted(error)}."


def _near(one: str, other: str) -> bool:
    """Two references that differ by a slip of the hand."""
    return len(one) == len(other) >= 5 and 0 < sum(a != b for a, b in zip(one, other, strict=True)) <= 2


def _references(documents: Papers) -> Iterator[str]:
    labelled: dict[str, Mention] = {}
    for paper in documents.all:
        for one in mentions(paper):
            if one.weight > 0:
                labelled.setdefault(key(one.token), one)
    names = list(labelled)
    for rank, name in enumerate(names):
        for other in names[rank + 1 :]:
            if _near(name, other):
                one, two = labelled[name], labelled[other]
                yield _both(f"Deux références, {one.token} et {two.token}", one.evidence, two.evidence)


def _visit(documents: Papers) -> Iterator[str]:
    for paper in documents.but(NOT_OF_THE_PROCEDURE):
        if found := yes_or_no.visit_contradiction(paper):
            yield _both("La visite est annoncée obligatoire, puis ne l'est pas", found[0].evidence, found[1].evidence)
    yield from _differing(documents, "Visite, deux réponses", yes_or_no.read_visit)


def _sums(criteria: tuple[AskedCriterion, ...]) -> Iterator[str]:
    for lot in dict.fromkeys(one.lot for one in criteria):
        weighed = [one for one in criteria if one.lot == lot and one.weight is not None]
        total = sum(one.weight or 0 for one in weighed)
        if weighed and weighed[0].unit == "%" and abs(total - 100) > 0.6:
            where = f"Les critères du lot {lot}" if lot else "Les critères"
            yield f"{where} font {total:g} % en tout : {quoted(weighed[0].evidence)}."
        for one in weighed:
            parts = sum(sub.weight or 0 for sub in one.sub)
            gap = min(abs(parts - (one.weight or 0)), abs(parts - 100))
            if one.sub and 0.6 < gap <= (one.weight or 0) / 2:  # a wider gap is another scale of marks, or a misreading
                yield f"Les sous-critères de « {one.name} » font {parts:g} au lieu de {one.weight:g} : {quoted(one.evidence)}."
