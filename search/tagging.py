"""Which trades a notice is for: its title, lots and text walked once along a tree of the vocabulary's phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from search.analysis import forms
from search.contract import SearchNotice
from search.vocabulary import OBJECT, by_id, things, trades, weak_words

TITLE, LOT, HEAD, TEXT = 3.0, 2.5, 1.6, 1.0
WEAK = 0.3  # how much a weak word alone counts, but in a title or lot of a few words
SHORT = 3
IMPLIED = 2.0
_LONGEST_TEXT, _HEAD_STEMS, _AFTER_LOT = 60_000, 90, 9
_LOTS = ("lot", "lots", "descripteur")
_CODE = re.compile(r"(?<!\d)\d{8}(?!\d)")
_SIGLE = re.compile(r"\b(?:[A-Z]\.){2,}[A-Z]?|\b[A-Z][A-Z0-9]+\b")
_NOT = "!"  # before the id of a trade that a phrase excludes
_HERE: Any = None  # the key of a tree node under which the phrases that end there are kept

Match = tuple[str, tuple[str, ...], int]


@cache
def _tree() -> dict[Any, Any]:
    """Stems -> further stems; under _HERE the (id, phrase) that end there."""
    root: dict[Any, Any] = {}
    entries = [(one.id, (*one.says, *one.buyers)) for one in trades()]
    entries += [(one.id, one.words) for one in things().values()]
    entries += [(f"{_NOT}{one.id}", one.excludes) for one in trades()]
    for name, phrases in entries:
        for stems in filter(None, dict.fromkeys(tuple(forms(phrase)) for phrase in phrases)):
            node = root
            for stem in stems:
                node = node.setdefault(stem, {})
            node.setdefault(_HERE, []).append((name, stems))
    return root


@cache
def _sigles() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for one in trades():
        for sigle in one.acronyms:
            found.setdefault(sigle.replace(".", "").upper(), []).append(one.id)
    return {sigle: tuple(dict.fromkeys(names)) for sigle, names in found.items()}


def matches(stems: Sequence[str]) -> list[Match]:
    """(trade or object, phrase, position) for every phrase of the vocabulary in a sequence of word forms."""
    root, found, last = _tree(), [], len(stems)
    for at, stem in enumerate(stems):
        node, end = root.get(stem), at + 1
        while node is not None:
            for name, phrase in node.get(_HERE, ()):
                found.append((name, phrase, at))
            node = node.get(stems[end]) if end < last else None
            end += 1
    return found


def sigles(text: str) -> dict[str, str]:
    """Trade -> the acronym a text writes for it. A text all in capitals shows none: there every word looks like one."""
    if len(text) > 15 and sum(map(str.isupper, text)) > 0.5 * len(text):
        return {}
    seen = dict.fromkeys(one.replace(".", "") for one in _SIGLE.findall(text))
    return {name: sigle for sigle in seen for name in _sigles().get(sigle, ())}


def _lot_places(stems: Sequence[str]) -> set[int]:
    """Positions just after the word lot: there a phrase names a lot."""
    return {place for at, stem in enumerate(stems) if stem in _LOTS for place in range(at + 1, at + 1 + _AFTER_LOT)}


def _gather(
    found: list[Match], at_lots: set[int], weight: float, short: bool, best: dict[str, float], seen: set[Any]
) -> None:
    for name, phrase, at in found:
        if name[0] == _NOT:
            continue
        place = LOT if at in at_lots else HEAD if weight == TEXT and at < _HEAD_STEMS else weight
        value = place + 0.25 * min(3, len(phrase) - 1)
        if not short and phrase in _weak():
            value *= WEAK
        else:
            seen.add((name, phrase))
        if value > best.get(name, 0.0):
            best[name] = value


def _longest_objects(found: list[Match]) -> list[Match]:
    """A music school is no school: of the objects named at one place the longest name counts."""
    longest: dict[int, int] = {}
    for name, phrase, at in found:
        if name.startswith(OBJECT):
            longest[at] = max(longest.get(at, 0), len(phrase))
    return [one for one in found if not one[0].startswith(OBJECT) or len(one[1]) == longest[one[2]]]


def _imply(best: dict[str, float]) -> None:
    """Works on a road are for road builders, whatever words the title has for it."""
    if f"{OBJECT}travaux" in best:
        for name in [name for name in best if name in things()]:
            for trade in things()[name].implies:
                best[trade] = max(best.get(trade, 0.0), IMPLIED)


def scores(title: str, lots: Iterable[str], text: str) -> dict[str, float]:
    """How much each trade and object is what a notice is about, 0 to about 5: title and lots weigh most."""
    best: dict[str, float] = {}
    seen: set[Any] = set()
    stems = forms(title)
    said_there = _longest_objects(matches(stems))
    not_these = {name[1:] for name, _phrase, _at in said_there if name[0] == _NOT}
    in_title = [one for one in said_there if one[0] not in not_these]
    in_title += [(name, (sigle.lower(),), 0) for name, sigle in sigles(title).items() if name not in not_these]
    _gather(in_title, set(), TITLE, len(stems) <= SHORT, best, seen)
    for lot in lots:
        said = forms(lot)
        here = matches(said) + [(name, (sigle.lower(),), 0) for name, sigle in sigles(lot).items()]
        _gather(here, set(), LOT, len(said) <= SHORT, best, seen)
    _imply(best)
    if text:
        body = forms(text)
        found = [one for one in matches(body) if not one[0].startswith(OBJECT) and one[0] not in not_these]
        _gather(found, _lot_places(body), TEXT, False, best, seen)
    more: dict[str, int] = {}
    for name, _phrase in seen:
        more[name] = more.get(name, -1) + 1
    return {name: value + 0.2 * min(4, more.get(name, 0)) for name, value in best.items()}


@cache
def _weak() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(forms(word)) for word in weak_words())


@cache
def _owners() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for one in trades():
        for code in one.cpv:
            found.setdefault(code, []).append(one.id)
    return {code: tuple(names) for code, names in found.items()}


@cache
def trades_for_cpv(code: str) -> tuple[str, ...]:
    """The trades that own a CPV code of eight digits, else those of the nearest code above it; divisions count for none."""
    digits = code[:8]
    for size in range(8, 3, -1):
        if owned := _owners().get(digits[:size].ljust(8, "0")):
            return owned
    return ()


def trades_for_notice(notice: SearchNotice) -> dict[str, float]:
    """Trade or object -> score of a notice, by its words and its CPV codes (its own, or those its text writes)."""
    text = notice.text[:_LONGEST_TEXT]
    found = scores(notice.title[:2000], notice.lots[:200], text)
    codes = notice.cpv or (_CODE.findall(text) if "CPV" in text else ())
    for name in dict.fromkeys(name for code in codes for name in trades_for_cpv(code)):
        found[name] = max(found.get(name, 0.0), TEXT) + 1.0
    return found


def natures(names: Mapping[str, float]) -> set[str]:
    """The natures of the trades among ids."""
    return {by_id()[name].nature for name in names if name in by_id()}
