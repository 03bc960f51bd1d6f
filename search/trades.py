"""The trade vocabulary: what firms type, what buyers write, and the codes of both. The data is in `trades/*.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from search.analysis import terms
from search.contract import SearchNotice

_FOLDER = Path(__file__).parent / "trades"
TITLE, LOT, TEXT = 3.0, 2.5, 1.0


@dataclass(frozen=True, slots=True)
class Trade:
    """One trade or purchase. `nature` is works, supply, service or intellectual; `building` when building works imply it."""

    id: str
    label: str
    nature: str
    says: tuple[str, ...]
    buyers: tuple[str, ...]
    acronyms: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    naf: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    building: bool = False


def _read(raw: Mapping[str, Any]) -> Trade:
    many = ("says", "buyers", "acronyms", "cpv", "naf", "neighbours", "excludes")
    lists = {name: tuple(str(value) for value in raw.get(name, ())) for name in many}
    return Trade(raw["id"], raw["label"], raw["nature"], building=bool(raw.get("building")), **lists)


@cache
def trades() -> tuple[Trade, ...]:
    """Every trade of the vocabulary, by family file then order in the file."""
    found = []
    for path in sorted(_FOLDER.glob("*.yaml")):
        found += [_read(raw) for raw in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return tuple(found)


@cache
def _by_id() -> dict[str, Trade]:
    return {one.id: one for one in trades()}


def trade(trade_id: str) -> Trade | None:
    """The trade with this id, or None."""
    return _by_id().get(trade_id)


def label(trade_id: str) -> str:
    """The plain French label of a trade; its id when unknown."""
    found = trade(trade_id)
    return found.label if found else trade_id


def trades_for_naf(naf: str) -> tuple[Trade, ...]:
    """The trades a firm with this NAF code (with or without the dot) usually sells."""
    code = naf.replace(".", "").replace(" ", "").upper()
    return tuple(one for one in trades() if any(code == known.replace(".", "") for known in one.naf)) if code else ()


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    """First stem -> (stems, trade, is an acronym), for walking a notice once."""
    table: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for one in trades():
        acronyms = {tuple(terms(phrase)) for phrase in one.acronyms}
        for stems in {tuple(terms(phrase)) for phrase in (*one.says, *one.buyers)} | acronyms:
            if stems:
                table.setdefault(stems[0], []).append((stems, one.id, stems in acronyms))
    return table


def matches(stems: Sequence[str], acronyms: bool = True) -> list[tuple[str, tuple[str, ...], int]]:
    """(trade, phrase, position) for every phrase of the vocabulary in a sequence of stems."""
    table, found = _phrases(), []
    for at, stem in enumerate(stems):
        for phrase, trade_id, acronym in table.get(stem, ()):
            if (acronyms or not acronym) and tuple(stems[at : at + len(phrase)]) == phrase:
                found.append((trade_id, phrase, at))
    return found


def _lot_places(stems: Sequence[str]) -> set[int]:
    """Positions just after the word lot: there a phrase names a lot."""
    return {place for at, stem in enumerate(stems) if stem in ("lot", "lots") for place in range(at + 1, at + 8)}


def _excluded(trade_id: str, stems: Sequence[str]) -> bool:
    known = _exclusions().get(trade_id)
    line = f" {' '.join(stems)} " if known else ""
    return any(phrase in line for phrase in known or ())


@cache
def _exclusions() -> dict[str, tuple[str, ...]]:
    return {one.id: tuple(f" {' '.join(terms(word))} " for word in one.excludes) for one in trades() if one.excludes}


def scores(title: Sequence[str], lots: Iterable[Sequence[str]], text: Sequence[str]) -> dict[str, float]:
    """How much each trade is the object of a notice given as stems: title and lots weigh most."""
    best: dict[str, float] = {}
    seen: dict[str, set[tuple[str, ...]]] = {}

    def note(part: Sequence[str], weight: float, acronyms: bool) -> None:
        near_lot = _lot_places(part) if weight == TEXT else set()
        for trade_id, phrase, at in matches(part, acronyms):
            if weight == TITLE and _excluded(trade_id, part):
                continue
            value = (LOT if at in near_lot else weight) + 0.25 * (len(phrase) - 1)
            best[trade_id] = max(best.get(trade_id, 0.0), value)
            seen.setdefault(trade_id, set()).add(phrase)

    note(title, TITLE, True)
    for lot in lots:
        note(lot, LOT, True)
    note(text, TEXT, False)
    return {trade_id: value + 0.2 * min(4, len(seen[trade_id]) - 1) for trade_id, value in best.items()}


def trades_for_notice(notice: SearchNotice) -> dict[str, float]:
    """Trade -> score of a notice, by its words and its CPV codes."""
    lots = [terms(lot) for lot in notice.lots[:200]]
    found = scores(terms(notice.title[:2000]), lots, terms(notice.text[:60_000]))
    for trade_id in {one for code in notice.cpv for one in _trades_for_cpv(code)}:
        found[trade_id] = max(found.get(trade_id, 0.0), TEXT) + 1.0
    return found


@lru_cache(maxsize=20_000)
def _trades_for_cpv(code: str) -> tuple[str, ...]:
    return tuple(one.id for one in trades() if any(code.startswith(known) for known in one.cpv))


@cache
def _query_phrases() -> tuple[dict[str, list[tuple[frozenset[str], str, float]]], dict[str, set[str]]]:
    table: dict[str, list[tuple[frozenset[str], str, float]]] = {}
    owners: dict[str, set[str]] = {}
    for one in trades():
        for phrase, weight in [(p, 1.0) for p in (*one.says, *one.acronyms)] + [
            (p, 0.9) for p in (one.label, *one.buyers)
        ]:
            stems = frozenset(terms(phrase))
            for stem in stems:
                owners.setdefault(stem, set()).add(one.id)
            if stems:
                table.setdefault(min(stems), []).append((stems, one.id, weight))
    return table, owners


def known_stems() -> frozenset[str]:
    """Every stem of the vocabulary, for spelling."""
    return frozenset(_query_phrases()[1])


def trades_for_query(text: str) -> dict[str, float]:
    """Trade -> weight (at most 1) for what a person typed; word order does not matter. Empty when no trade is meant."""
    stems = set(terms(text)[:60])
    table, _ = _query_phrases()
    found: dict[str, float] = {}
    covered: dict[str, set[str]] = {}
    for stem in stems:
        for phrase, trade_id, weight in table.get(stem, ()):
            if phrase <= stems:
                found[trade_id] = max(found.get(trade_id, 0.0), weight * (len(phrase) + 0.2))
                covered.setdefault(trade_id, set()).update(phrase)
    total = {trade_id: value + 0.5 * len(covered[trade_id]) for trade_id, value in found.items()}
    top = max(total.values(), default=0.0)
    return {trade_id: round(value / top, 3) for trade_id, value in total.items() if value >= 0.7 * top}
