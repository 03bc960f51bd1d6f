"""What the two engines share: a state read when it changed, and answers that never fail."""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

from search.answer import State, answer, better
from search.contract import BrokenIndex, SearchNotice, SearchRequest, SearchResult
from search.query import parse
from search.segment import Names
from search.trades import trades

log = logging.getLogger(__name__)
BROKEN = "L'index de recherche est absent ou illisible. Il faut le refaire (tremplin index rebuild)."


class SegmentEngine(ABC):
    """See search.contract.Engine. Several threads may share one; several processes may share what it stores."""

    def __init__(self) -> None:
        self.names = Names()
        self._lock = threading.Lock()
        self._state: State | None = None

    @abstractmethod
    def rebuild(self, notices: Iterable[SearchNotice]) -> None:
        """Make the index anew; the old one answers until the new one is whole."""

    @abstractmethod
    def update(self, notices: Iterable[SearchNotice], removed: Iterable[str]) -> None:
        """Add, replace and forget; makes the index when there is none. Raises BrokenIndex when it cannot be read."""

    @abstractmethod
    def tidy(self) -> None:
        """Merge what many updates left in small pieces, when there are many; answers stay the same meanwhile and after."""

    @abstractmethod
    def _generation(self) -> str | None:
        """What changes when the stored index does; None when there is none."""

    @abstractmethod
    def _load(self, known: State | None) -> State:
        """Read what is stored; segments of `known` are used again. Raises when it is damaged or absent."""

    def status(self) -> Mapping[str, Any]:
        """Whether the index can be read (`ok`), how many notices it holds, its generation, and how many trades are known."""
        state = self._open()
        if state is None:
            return {"ok": False, "notices": 0, "generation": None, "trades": len(trades()), "message": BROKEN}
        parts = state.parts()
        held = {"ok": True, "notices": sum(parts.values()), "generation": state.generation, "trades": len(trades())}
        return held | parts

    def suggest(self, query: str) -> str | None:
        """A better spelling of the words nobody wrote, or None."""
        state = self._open()
        return better(state, parse(query)) if state else None

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer; whatever was typed an answer comes, and a damaged or missing index is a sentence."""
        state = self._open()
        if state is None:
            return SearchResult(0, message=BROKEN)
        try:
            return answer(state, request)
        except Exception:
            log.exception("a search failed")
            return SearchResult(0, message=BROKEN)

    def _open(self) -> State | None:
        """The state to answer from; None, once logged, when there is none or it is damaged."""
        try:
            return self._read()
        except BrokenIndex as error:
            log.error("the search index is damaged: %s", error)
        except Exception:
            log.exception("the search index cannot be opened")
        return None

    def _read(self) -> State | None:
        """The state as stored now; while another thread reads a new one, the one before."""
        if not self._lock.acquire(blocking=self._state is None):
            return self._state
        try:
            generation = self._generation()
            if generation is None:
                return None
            if self._state is None or self._state.generation != generation:
                self._state = self._load(self._state)
            return self._state
        finally:
            self._lock.release()
