"""The search engine on Whoosh: words found by the index, trades and filters from the columns."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from procurement.models import Commune
from procurement.nomenclature import places
from search import columns, spelling, storage
from search.analysis import stem, terms, words
from search.columns import Row
from search.contract import Facet, Hit, SearchNotice, SearchRequest, SearchResult
from search.facets import counts, field_filters, filters
from search.lookup import Lookup
from search.meaning import understand
from search.query import Query, parse
from search.ranking import nearly, ranked
from search.trades import known_stems, label, trades

log = logging.getLogger(__name__)
BROKEN = "L'index de recherche est absent ou illisible. Il faut le refaire (tremplin index rebuild)."
CUT = "Votre recherche est très longue : seuls ses premiers mots sont pris en compte."
NOTHING = "Aucun avis ne répond à cette recherche. Essayez un autre mot du métier, ou moins de filtres."


@dataclass
class _State:
    """What the folder held when it was last read."""

    place: Path
    stamp: tuple[str, int]
    rows: dict[str, Row]
    lookup: Lookup

    @cached_property
    def day(self) -> date | None:
        return storage.newest(one.notice for one in self.rows.values())

    @cached_property
    def spelling(self) -> dict[str, str]:
        return spelling.vocabulary(one.notice.title for one in self.rows.values())

    @cached_property
    def everything(self) -> dict[str, tuple[Facet, ...]]:
        return counts(list(self.rows.values()), None)


class WhooshEngine:
    """See search.contract.Engine. Several threads may share one; several processes may share the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self._lock = threading.Lock()
        self._state: _State | None = None

    def rebuild(self, notices: Iterable[SearchNotice]) -> None:
        """Make the index anew; the old one answers until the new one is whole."""
        self.folder.mkdir(parents=True, exist_ok=True)
        storage.write_generation(self.folder, notices)

    def update(self, notices: Iterable[SearchNotice], removed: Iterable[str]) -> None:
        """Add, replace and forget; readers keep what they had. Makes the index when there is none."""
        state = self._open()
        if state is None:
            self.rebuild(notices)
        else:
            storage.update_generation(state.place, state.rows, notices, removed)

    def status(self) -> Mapping[str, Any]:
        """Whether the index can be read (`ok`), how many notices it holds, its generation, and how many trades are known."""
        state = self._open()
        if state is None:
            return {"ok": False, "notices": 0, "generation": None, "trades": len(trades()), "message": BROKEN}
        held = {"ok": True, "notices": len(state.rows), "generation": state.place.name, "trades": len(trades())}
        return held | state.lookup.counts()

    def suggest(self, query: str) -> str | None:
        """A better spelling of the words nobody wrote, or None."""
        state = self._open()
        return _better(state, parse(query)) if state else None

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer; whatever was typed an answer comes, and a damaged or missing index is a sentence."""
        state = self._open()
        if state is None:
            return SearchResult(0, message=BROKEN)
        try:
            return _answer(state, request)
        except Exception:
            log.exception("a search failed")
            return SearchResult(0, message=BROKEN)

    def _open(self) -> _State | None:
        place = storage.current(self.folder)
        if place is None:
            return None
        try:
            with self._lock:
                stamp = (place.name, (place / storage.COLUMNS).stat().st_mtime_ns)
                if self._state is None or self._state.stamp != stamp:
                    self._state = _State(place, stamp, columns.read(place / storage.COLUMNS), Lookup(place))
                return self._state
        except Exception:
            log.exception("the search index cannot be opened")
            return None


def _answer(state: _State, request: SearchRequest) -> SearchResult:
    asked = parse(request.text)
    scored = _scores(state, asked, request)
    suggestion = _better(state, asked, trades_only=bool(scored))
    used = False
    if suggestion is not None:
        again = replace(parse(suggestion), excluded=asked.excluded, fields=asked.fields, cut=asked.cut)
        better = _scores(state, again, request)
        scored, used, asked = (better, True, again) if better else (scored, False, asked)
        suggestion = suggestion if used else None
    rows = [state.rows[key] for key in scored]
    whole = len(rows) == len(state.rows) and request.open_on is None
    facets = state.everything if whole else counts(rows, request.open_on)
    wanted = set(asked.stems)
    page = _page(rows, scored, request)
    hits = tuple(Hit(one.notice.id, round(scored[one.notice.id], 4), _labels(one), _why(one, wanted)) for one in page)
    message = CUT if asked.cut else None if scored else NOTHING
    return SearchResult(len(rows), hits, facets, suggestion, used, message)


def _better(state: _State, asked: Query, trades_only: bool = False) -> str | None:
    """A better spelling of words that at most one notice and no town writes; into words of trades only, when asked."""
    sure = known_stems()
    known = {one for one in asked.stems if one in sure or len(state.lookup.any_of([one])) > 1}
    known |= {stem(word) for word in words(asked.text) if places.by_name(word) is not None}
    if known.issuperset(asked.stems):
        return None
    choices = spelling.trade_words() if trades_only else state.spelling
    return spelling.correct(asked.text, known | sure | state.spelling.keys(), choices.values(), strict=trades_only)


def _kept(state: _State, asked: Query, request: SearchRequest) -> dict[str, Row]:
    tests = [*filters(request), *field_filters(asked.fields)]
    kept = state.rows
    if request.trade:
        kept = {key: one for key, one in kept.items() if request.trade in one.main}
    if tests:
        kept = {key: one for key, one in kept.items() if all(test(one.notice) for test in tests)}
    return kept


def _scores(state: _State, asked: Query, request: SearchRequest) -> dict[str, float]:
    rows = _kept(state, asked, request)
    still_open = request.open_on is not None and state.day is not None and request.open_on.date() >= state.day
    parts = ("open",) if still_open else storage.PARTS
    look = state.lookup
    for stems in asked.excluded:
        gone = look.phrase(stems, parts)
        rows = {key: one for key, one in rows.items() if key not in gone}
    for must in [look.phrase(one, parts) for one in asked.phrases] + [
        look.prefix(one, parts) for one in asked.prefixes
    ]:
        rows = {key: one for key, one in rows.items() if key in must}
    if not asked.stems:
        blank = asked.text.strip() and not asked.phrases and not asked.prefixes
        return {} if blank else {key: one.trades.get(request.trade or "", 1.0) for key, one in rows.items()}
    meant = understand(asked.text)
    words, whole = look.any_of(asked.stems, parts), look.all_of(asked.strong, parts)
    found = ranked(rows, meant, words, whole, look.all_of(meant.rest, parts))
    if found or len(asked.strong) < 2:
        return found
    apart = {stem: look.any_of([stem], parts) for stem in asked.strong}
    return nearly(
        {stem: {key: apart[stem][key] for key in apart[stem].keys() & rows.keys()} for stem in apart}, len(rows)
    )


def _page(rows: list[Row], scored: Mapping[str, float], request: SearchRequest) -> list[Row]:
    centre = places.commune(request.centre or request.commune or "")

    def order(one: Row) -> tuple[Any, ...]:
        notice = one.notice
        published = -notice.published.toordinal() if notice.published else 0
        tail = (-scored[notice.id], published, notice.id)
        if request.sort == "deadline":
            return (notice.deadline is None, notice.deadline or 0, *tail)
        if request.sort == "published":
            return (published == 0, published, *tail)
        if request.sort == "distance" and centre is not None:
            return (_away(centre, notice), *tail)
        return tail

    size = min(max(1, request.per_page), 500)
    start = (max(1, request.page) - 1) * size
    return sorted(rows, key=order)[start : start + size]


def _away(centre: Commune, notice: SearchNotice) -> float:
    town = places.commune(notice.commune) if notice.commune else None
    gap = places.distance_km(centre, town) if town else None
    return float("inf") if gap is None else gap


def _labels(one: Row) -> tuple[str, ...]:
    return tuple(label(trade) for trade in one.main[:4])


def _why(one: Row, wanted: set[str]) -> tuple[str, ...]:
    names = " ".join((one.notice.title, *one.notice.lots))[:4000]
    found = {word.strip(".,;:()\"'«»") for word in names.split() if wanted & set(terms(word))}
    return tuple(sorted(found, key=names.find)[:6])
