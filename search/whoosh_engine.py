"""The engine on Whoosh: an index of words in a folder of its own per generation, columns in memory for filters and facets."""

from __future__ import annotations

import logging
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from whoosh import index, query, scoring
from whoosh.analysis import Token, Tokenizer
from whoosh.fields import ID, TEXT, Schema

from search import columns
from search.analysis import terms
from search.contract import Hit, SearchNotice, SearchRequest, SearchResult
from search.facets import counts, field_filters, filters
from search.query import Query, understand

log = logging.getLogger(__name__)
WEIGHTS = {"title": 3.0, "lots": 2.0, "text": 1.0, "buyer": 0.5}
MOST_HITS = 20_000


class FrenchTokenizer(Tokenizer):  # type: ignore[misc]
    """Whoosh's view of search.analysis."""

    def __call__(self, value: str, positions: bool = False, **options: Any) -> Iterator[Token]:
        token = Token(positions=positions)
        for position, term in enumerate(terms(value)):
            token.text, token.boost, token.stopped = term, 1.0, False
            token.pos = position
            yield token


def _schema() -> Schema:
    return Schema(id=ID(unique=True, stored=True), **{name: TEXT(analyzer=FrenchTokenizer()) for name in WEIGHTS})


def _fields(notice: SearchNotice) -> dict[str, str]:
    return {"title": notice.title, "lots": " . ".join(notice.lots), "text": notice.text, "buyer": notice.buyer}


def _any_field(make: Any) -> query.Query:
    return query.Or([make(name) for name in WEIGHTS])


class WhooshEngine:
    """See search.contract.Engine. A damaged index answers with a sentence until it is rebuilt."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._loaded: tuple[str, Any, dict[str, SearchNotice]] | None = None

    def _current(self) -> Path | None:
        try:
            return self.folder / (self.folder / "current").read_text(encoding="ascii").strip()
        except OSError:
            return None

    def _open(self) -> tuple[Any, dict[str, SearchNotice]] | None:
        where = self._current()
        if where is None:
            return None
        stamp = f"{where.name}:{(where / 'columns.jsonl').stat().st_mtime_ns}"
        if self._loaded is None or self._loaded[0] != stamp:
            opened = index.open_dir(where).searcher(weighting=scoring.BM25F())
            self._loaded = stamp, opened, columns.read(where / "columns.jsonl")
        return self._loaded[1], self._loaded[2]

    def rebuild(self, notices: Iterable[SearchNotice]) -> None:
        """Make a new generation, switch to it at once, drop the old ones."""
        where = self.folder / f"generation-{uuid.uuid4().hex[:12]}"
        where.mkdir(parents=True)
        writer = index.create_in(where, _schema()).writer(limitmb=128)
        kept = []
        for notice in notices:
            writer.add_document(id=notice.id, **_fields(notice))
            kept.append(notice)
        writer.commit()
        columns.write(where / "columns.jsonl", kept)
        pointer = self.folder / "current.half"
        pointer.write_text(where.name, encoding="ascii")
        pointer.replace(self.folder / "current")
        for old in self.folder.glob("generation-*"):
            if old != where:
                shutil.rmtree(old, ignore_errors=True)

    def update(self, notices: Iterable[SearchNotice], removed: Iterable[str]) -> None:
        """Add, replace and forget in the present generation; readers keep what they had until the commit."""
        where = self._current()
        if where is None:
            self.rebuild(notices)
            return
        known = columns.read(where / "columns.jsonl")
        writer = index.open_dir(where).writer(limitmb=128)
        for notice in notices:
            writer.update_document(id=notice.id, **_fields(notice))
            known[notice.id] = notice
        for one in removed:
            writer.delete_by_term("id", one)
            known.pop(one, None)
        writer.commit()
        columns.write(where / "columns.jsonl", known.values())

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer; a damaged or missing index is a sentence."""
        try:
            opened = self._open()
        except Exception:
            log.exception("the search index cannot be opened")
            opened = None
        if opened is None:
            return SearchResult(
                0, message="L'index de recherche est en cours de préparation. Réessayez dans un instant."
            )
        searcher, known = opened
        asked = understand(request.text)
        found, suggestion = self._find(searcher, asked), None
        if not found and not asked.empty and (suggestion := self._better(searcher, asked)):
            found = self._find(searcher, understand(suggestion))
        if asked.empty:
            found = dict.fromkeys(known, 0.0)
        tests = filters(request) + field_filters(asked.fields)
        kept = [known[one] for one in found if one in known and all(test(known[one]) for test in tests)]
        kept.sort(key=self._order(request, found))
        start = (max(request.page, 1) - 1) * request.per_page
        hits = tuple(Hit(one.id, found[one.id]) for one in kept[start : start + request.per_page])
        facets = counts(kept, request.open_on)
        return SearchResult(len(kept), hits, facets, suggestion, suggestion is not None, asked.message)

    @staticmethod
    def _order(request: SearchRequest, found: Mapping[str, float]) -> Any:
        if request.sort == "deadline":
            return lambda one: (one.deadline is None, one.deadline, one.id)
        if request.sort == "published" or not any(found.values()):
            return lambda one: (one.published is None, -(one.published.toordinal() if one.published else 0), one.id)
        return lambda one: (-found[one.id], one.id)

    @staticmethod
    def _query(asked: Query, group: type) -> query.Query:
        parts = [_any_field(lambda name, t=term: query.Term(name, t, WEIGHTS[name])) for term in asked.required]
        parts += [_any_field(lambda name, p=phrase: query.Phrase(name, list(p))) for phrase in asked.phrases]
        parts += [_any_field(lambda name, p=prefix: query.Prefix(name, p)) for prefix in asked.prefixes]
        wanted: query.Query = group(parts) if len(parts) > 1 else parts[0]
        without = [_any_field(lambda name, t=term: query.Term(name, t)) for term in asked.excluded]
        return query.And([wanted, *(query.Not(one) for one in without)]) if without else wanted

    def _find(self, searcher: Any, asked: Query) -> dict[str, float]:
        if asked.empty:
            return {}
        results = searcher.search(self._query(asked, query.And), limit=MOST_HITS)
        if len(results) < 10 and len(asked.required) > 1:
            results = searcher.search(self._query(asked, query.Or), limit=MOST_HITS)
        return {hit["id"]: float(hit.score) for hit in results}

    @staticmethod
    def _better(searcher: Any, asked: Query) -> str | None:
        reader, words = searcher.reader(), []
        for term in asked.required:
            known = any((name, term) in reader for name in WEIGHTS)
            near = [] if known else searcher.suggest("text", term, limit=1, maxdist=2, prefix=1)
            words.append(term if known or not near else near[0])
        better = " ".join(words)
        return better if better and tuple(words) != asked.required else None

    def suggest(self, query: str) -> str | None:
        """A better spelling of the words nobody wrote, or None."""
        opened = self._open()
        return self._better(opened[0], understand(query)) if opened else None

    def status(self) -> Mapping[str, Any]:
        """Number of notices and name of the generation."""
        opened, where = self._open(), self._current()
        return {"notices": len(opened[1]) if opened else 0, "generation": where.name if where else None}
