"""The date and hour limit to hand in the bid, and the clock it is counted on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from checker.consultation.readers import deadline_words as words
from checker.consultation.readers.moments import Moment, complete, hour_after, labelled_hour, moments
from checker.consultation.readers.text import Line, Paper, Papers
from checker.evidence import Evidence, Found

THRESHOLD = 6.0
SURE = 11.0  # what must arrive by then, with its hour
TAB = "\t"


@dataclass(frozen=True)
class Candidate:
    """A day that may be the deadline, and why: the higher the score, the surer."""

    moment: Moment
    line: Line
    score: float
    said: str  # what is written before it
    hour: time | None
    evidence: Evidence


def _label(paper: Paper, line: Line, moment: Moment, since: int) -> str:
    """The words that introduce a date: those of its sentence, or the title and the cells above when it stands alone."""
    start = max(since, line.sentence_at(moment.start)[0])
    own = line.plain[start : moment.start]
    if words.POSTPONED.search(own):  # « la date limite, fixée au …, est reportée au … »
        return line.plain[line.sentence_at(moment.start)[0] : moment.start]
    if line.block.cells:
        column = line.plain[: moment.start].count("\t")
        cell = own.split(TAB)[-1]
        if words.STRONG.search(cell) or words.OTHER.search(cell):
            return cell  # « Date limite de réception des plis : … » beside other dates of the same row
        own = f"{cell} {_cell(line, 0) if column else ''}"
        heads = [_cell(above, column) for above in paper.before(line, 3) if len(above.block.cells) > column]
        return own if words.LIMIT.search(own) else f"{' '.join(heads)} {own}"
    if words.LABEL_ONLY.match(own):
        above = [one.plain for one in paper.before(line, 2) if len(one.plain) < 160 and not any(moments(one.plain))]
        return f"{' '.join(above)} {own}"
    return own


def _cell(line: Line, column: int) -> str:
    cells = line.cells
    return cells[column] if column < len(cells) else ""


def _score(said: str) -> float:
    near = said[-260:]
    score = 0.0
    if words.STRONG.search(near):
        score = 10.0
    elif words.MUST_ARRIVE.search(near):
        score = 8.0 if words.OFFERS.search(near) or words.APPLICATIONS.search(near) else 6.0
    elif words.LIMIT.search(near):
        score = 6.0
    last_positive = max(
        (m.end() for p in (words.STRONG, words.MUST_ARRIVE, words.LIMIT) for m in p.finditer(near)), default=0
    )
    if words.OTHER.search(near[last_positive:]):
        score -= 12.0
    elif words.OTHER.search(near[-90:]) and score < 10.0:
        score -= 4.0 if score > 6.0 else 8.0
    if words.POSTPONED.search(near):
        score += 3.0
    if words.FORMER.search(near[-30:]):
        score -= 6.0
    return score


def _hour_nearby(paper: Paper, line: Line, moment: Moment) -> tuple[time | None, Line]:
    """The hour beside the date, in another cell, or alone on one of the next lines."""
    if moment.hour:
        return moment.hour, line
    if line.block.cells:
        for cell in line.cells:
            if hour := labelled_hour(cell):
                return hour, line
    for after in paper.after(line, 1):  # « à 12 » at the end of a line, « heures » on the next
        if hour := hour_after(f"{line.plain[moment.end :]} {after.plain}" if len(line.plain) - moment.end < 12 else ""):
            return hour, after
    for after in paper.after(line, 2):
        if hour := labelled_hour(after.plain):
            return hour, after
    return None, line


def candidates(paper: Paper) -> Iterator[Candidate]:
    """Every day of a document with its chance to be the deadline."""
    for line in paper.lines:
        since = 0
        for moment in moments(line.plain):
            said = _label(paper, line, moment, since)
            since = moment.end
            score = _score(said)
            if score <= 0:
                continue
            hour, with_hour = _hour_nearby(paper, line, moment)
            score += (3.0 if hour else 0.0) + (0.5 if line.block.page == 1 else 0.0)
            yield Candidate(moment, line, score, said, hour, _quote(line, moment, with_hour))


def _quote(line: Line, moment: Moment, with_hour: Line) -> Evidence:
    start, end = line.sentence_at(moment.start)
    quote = line.block.text[start:end].strip()
    if with_hour is not line and with_hour.block.page == line.block.page:
        quote = f"{quote}\n{with_hour.block.text}"
    return line.block.evidence(quote)


def anchors(documents: Papers) -> list[date]:
    """The full dates of the procedure, to complete one written without its year."""
    found = []
    for paper in documents.all:
        for line in paper.lines:
            found += [day for one in moments(line.plain) if one.year and (day := one.on(one.year))]
    return [day for day in found if day.year >= 2000]


def _best(paper: Paper) -> Candidate | None:
    found = [one for one in candidates(paper) if one.score >= THRESHOLD]
    restricted = bool(words.RESTRICTED.search(paper.plain))
    return max(found, key=lambda one: one.score + _stage(one.said, restricted), default=None)


def read_deadline(paper: Paper, years: list[date], day: date) -> Found | None:
    """The deadline a document states: "YYYY-MM-DDTHH:MM", or the day alone when no hour is written.

    With a selection of applicants first, the limit for the applications; otherwise the limit for the offers.
    """
    best = _best(paper)
    limit = complete(best.moment, years, day) if best else None
    if best is None or limit is None:
        return None
    value = f"{limit.isoformat()}T{best.hour:%H:%M}" if best.hour else limit.isoformat()
    sure = 0.95 if best.score >= 12 else 0.8
    if best.moment.year is None:
        sure -= 0.15
    return Found(value, best.evidence, sure)


def other_deadline(paper: Paper, years: list[date], day: date) -> tuple[Evidence, Evidence] | None:
    """Two passages of a document that both call their own moment the limit, for the same papers (bids or applications)."""
    sure = [one for one in candidates(paper) if one.score >= SURE and one.hour and not words.POSTPONED.search(one.said)]
    best = _best(paper)
    if best is None or best not in sure or words.POSTPONED.search(paper.plain):
        return None
    stage = bool(words.APPLICATIONS.search(best.said))
    for one in sure:
        same = bool(words.APPLICATIONS.search(one.said)) == stage
        if same and (complete(one.moment, years, day), one.hour) != (complete(best.moment, years, day), best.hour):
            return best.evidence, one.evidence
    return None


def weekday_error(paper: Paper, years: list[date], day: date) -> Evidence | None:
    """The passage of a deadline whose weekday is not that of its date."""
    best = _best(paper)
    limit = complete(best.moment, years, day) if best else None
    if best is None or limit is None or best.moment.weekday in (None, limit.weekday()):
        return None
    return best.evidence


def _stage(said: str, restricted: bool) -> float:
    """Which of two limits counts now: that of the applications in a restricted procedure."""
    applies, offers = bool(words.APPLICATIONS.search(said)), bool(words.OFFERS.search(said))
    if applies == offers:
        return 0.0
    return 2.0 if applies == restricted else -2.0
