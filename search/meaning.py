"""What a person who typed some words is looking for: trades, the objects they work on, and the words left over."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from search.analysis import terms
from search.nature import is_study
from search.tagging import natures
from search.vocabulary import Trade, by_id, things, trades

SAID, WRITTEN = 1.0, 0.9
NEAR_THE_BEST = 0.7
_WORD = re.compile(r"[^\W_]+")
GENERIC = frozenset(
    terms(
        "entreprise artisan société professionnel marché marchés public publics travaux prestation prestations service "
        "services fourniture fournitures divers collectivité petit petite grand commune communal municipal ville appel offre "
        "offres lot lots achat vente bâtiment bâtiments pose mise neuf recherche annuel contrat réalisation mission"
    )
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """`trades`: trade -> weight, at most 1. `things`: object ids. `rest`: stems no trade explains. `study`: asks for a study.

    `either`: only a technique's acronym was typed, which design offices type too.
    """

    trades: dict[str, float] = field(default_factory=dict)
    things: frozenset[str] = frozenset()
    rest: tuple[str, ...] = ()
    study: bool = False
    either: bool = False


@cache
def _phrases() -> dict[str, list[tuple[frozenset[str], str, float]]]:
    """One stem of each phrase -> (its stems, trade, weight)."""
    table: dict[str, list[tuple[frozenset[str], str, float]]] = {}
    for one in trades():
        weighed = [(phrase, SAID) for phrase in one.says] + [(phrase, WRITTEN) for phrase in (one.label, *one.buyers)]
        for phrase, weight in weighed:
            if stems := frozenset(terms(phrase)):
                table.setdefault(min(stems), []).append((stems, one.id, weight))
    return table


@cache
def _acronyms() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for one in trades():
        for sigle in one.acronyms:
            found.setdefault(sigle.replace(".", "").upper(), []).append(one.id)
    return {sigle: tuple(dict.fromkeys(names)) for sigle, names in found.items()}


@cache
def stem_owners() -> dict[str, frozenset[str]]:
    """Stem -> the trades whose firms say it."""
    owners: dict[str, set[str]] = {}
    for one in trades():
        for phrase in (one.label, *one.says, *one.buyers, *one.acronyms):
            for stem in terms(phrase):
                owners.setdefault(stem, set()).add(one.id)
    return {stem: frozenset(names) for stem, names in owners.items()}


def _sigles_typed(text: str) -> dict[str, set[str]]:
    """Trade -> stems of acronyms typed for it; two letters count only in capitals, they are words too often."""
    found: dict[str, set[str]] = {}
    for word in _WORD.findall(re.sub(r"(?<=\b\w)\.(?=\w\b)", "", text)):
        if len(word) > 2 or word.isupper():
            for name in _acronyms().get(word.upper(), ()):
                found.setdefault(name, set()).update(terms(word))
    return found


def _whole_phrases(text: str, stems: set[str]) -> tuple[dict[str, float], dict[str, set[str]]]:
    found: dict[str, float] = {}
    covered: dict[str, set[str]] = {name: set(said) for name, said in _sigles_typed(text).items()}
    for name in covered:
        found[name] = SAID * 1.2
    for stem in stems:
        for phrase, name, weight in _phrases().get(stem, ()):
            if phrase <= stems:
                found[name] = max(found.get(name, 0.0), weight * (len(phrase) + 0.2))
                covered.setdefault(name, set()).update(phrase)
    return {name: value + 0.5 * len(covered[name] - GENERIC) for name, value in found.items()}, covered


def _nature_first(found: dict[str, float], study: bool) -> dict[str, float]:
    """Studies for who asks a study, works and supplies for who does not, when both were found."""
    fitting = {name: value for name, value in found.items() if (by_id()[name].nature == "intellectual") == study}
    return fitting or found


def _others(found: dict[str, float], kept: set[str], covered: dict[str, set[str]]) -> set[str]:
    """Trades that alone explain words the best ones leave: someone who typed two trades means both."""
    explained = set().union(*(covered[name] for name in kept)) | GENERIC
    more: set[str] = set()
    for name in sorted(found.keys() - kept, key=lambda one: -found[one]):
        if covered[name] - explained and not covered[name] & (explained - GENERIC):
            more.add(name)
            explained |= covered[name]
    return more


def _partly(stems: set[str]) -> dict[str, float]:
    """Trades that say most of the words, weighed by how few trades say them, when none says a whole phrase of them."""
    owners, strong = stem_owners(), stems - GENERIC
    weight = {stem: math.log(1 + len(trades()) / max(0.5, len(owners.get(stem, ())))) for stem in strong}
    total, found = sum(weight.values()), {}
    for stem in strong:
        for name in owners.get(stem, ()):
            found[name] = found.get(name, 0.0) + weight[stem]
    return {name: value for name, value in found.items() if total and value >= 0.6 * total and len(strong) > 1}


@lru_cache(maxsize=2_000)
def understand(text: str) -> Meaning:
    """What these words mean; the order of words does not matter. No trade when none is meant."""
    stems = dict.fromkeys(terms(text)[:60])
    study = is_study(text)
    found, covered = _whole_phrases(text, set(stems))
    if not found:
        found = _partly(set(stems))
        covered = {name: {stem for stem in stems if name in stem_owners().get(stem, ())} for name in found}
    fitting = _nature_first(found, study)
    top = max(fitting.values(), default=0.0)
    kept = {name for name, value in fitting.items() if value >= NEAR_THE_BEST * top}
    weights = {name: round(fitting[name] / top, 3) for name in kept}
    weights |= {name: 0.8 for name in _others(fitting, kept, covered)}
    seen = {one.id: said for one in things().values() if (said := _said(one.words, set(stems)))}
    explained = GENERIC.union(*(covered[name] for name in weights), *seen.values())
    rest = tuple(stem for stem in stems if stem not in explained) if weights else tuple(stems)
    alone = bool(weights) and set(stems) <= set().union(*_sigles_typed(text).values())
    either = alone and "works" in natures(weights)
    only_works = bool(weights) and "intellectual" not in natures(weights)
    return Meaning(weights, frozenset(seen), rest, study and only_works, either)


def _said(phrases: tuple[str, ...], stems: set[str]) -> set[str]:
    return set().union(*(said for phrase in phrases if (said := set(terms(phrase))) <= stems))


def trades_for_query(text: str) -> dict[str, float]:
    """Trade -> weight (at most 1) for what a person typed. Empty when no trade is meant."""
    return dict(understand(text).trades)


def trades_for_naf(naf: str) -> tuple[Trade, ...]:
    """The trades a firm with this NAF code (with or without the dot) usually sells."""
    code = naf.replace(".", "").replace(" ", "").upper()
    return tuple(one for one in trades() if any(code == known.replace(".", "") for known in one.naf)) if code else ()
