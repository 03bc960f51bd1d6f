"""What a person who typed some words is looking for: trades, the objects they work on, and the words left over."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from procurement.nomenclature import places
from search.analysis import fold, forms, light, stem, terms, words
from search.nature import is_study
from search.tagging import natures
from search.vocabulary import Trade, by_id, things, trades

SAID, WRITTEN = 1.0, 0.9
NEAR_THE_BEST, AS_GOOD, BY_PLACE = 0.7, 0.9, 0.4
_OFFICE = re.compile(r"\bbureaux? d.?etudes?\b")  # a firm, not the building "bureaux"
_WORKS = frozenset(
    forms("travaux rénovation réhabilitation construction aménagement extension restructuration réfection chantier")
)
_CRAFTSMAN = re.compile(r"(?:ier|iste|icien)s?$")  # on words that a builder says alone: no « escalier » among them
_WORD = re.compile(r"[^\W_]+")
Cut = Callable[[str], str]
TOWN = 5  # letters: shorter names of towns are common words too (Bio, Lit, Sel)
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

    `either`: only a technique's acronym was typed, which design offices type too. `forms`: the telling words, plural and
    gender apart. `place`: one of the rest names a town. `works`: no trade is meant, but works are. `artisan`: a builder named by his craft, who does works (« plombier »).
    """

    trades: dict[str, float] = field(default_factory=dict)
    things: frozenset[str] = frozenset()
    rest: tuple[str, ...] = ()
    study: bool = False
    either: bool = False
    forms: frozenset[str] = frozenset()
    place: bool = False
    works: bool = False
    artisan: bool = False


@cache
def _phrases(cut: Cut) -> dict[str, list[tuple[frozenset[str], str, float]]]:
    """One word of each phrase, as `cut` makes it -> (its words, trade, weight)."""
    table: dict[str, list[tuple[frozenset[str], str, float]]] = {}
    for one in trades():
        weighed = [(phrase, SAID) for phrase in one.says] + [(phrase, WRITTEN) for phrase in (one.label, *one.buyers)]
        for phrase, weight in weighed:
            if said := frozenset(map(cut, words(phrase))):
                table.setdefault(min(said), []).append((said, one.id, weight))
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
            for part in terms(phrase):
                owners.setdefault(part, set()).add(one.id)
    return {part: frozenset(names) for part, names in owners.items()}


def _sigles_typed(text: str) -> dict[str, set[str]]:
    """Trade -> stems of acronyms typed for it; two letters count only in capitals, they are words too often."""
    found: dict[str, set[str]] = {}
    for word in _WORD.findall(re.sub(r"(?<=\b\w)\.(?=\w\b)", "", text)):
        if len(word) > 2 or word.isupper():
            for name in _acronyms().get(word.upper(), ()):
                found.setdefault(name, set()).update(terms(word))
    return found


def _whole_phrases(text: str, typed: list[str], cut: Cut) -> tuple[dict[str, float], dict[str, set[str]]]:
    """Trade -> score, and trade -> stems explained, for the phrases whose words are all typed."""
    back = {cut(word): stem(word) for word in typed}
    covered: dict[str, set[str]] = {name: set(said) for name, said in _sigles_typed(text).items()}
    found: dict[str, float] = dict.fromkeys(covered, SAID * 1.2)
    for one in back:
        for phrase, name, weight in _phrases(cut).get(one, ()):
            if phrase <= back.keys():
                found[name] = max(found.get(name, 0.0), weight * (len(phrase) + 0.2))
                covered.setdefault(name, set()).update(back[part] for part in phrase)
    return {name: value + 0.5 * len(covered[name] - GENERIC) for name, value in found.items()}, covered


def _nature_first(found: dict[str, float], study: bool) -> dict[str, float]:
    """Studies alone for who asks a study; else works and supplies, and the studies the words mean as well."""
    top = max(found.values(), default=0.0)
    fitting = {
        name: value
        for name, value in found.items()
        if (by_id()[name].nature == "intellectual") == study or (not study and value >= AS_GOOD * top)
    }
    return fitting or found


def _others(found: dict[str, float], kept: set[str], covered: dict[str, set[str]]) -> set[str]:
    """Trades that alone explain words the best ones leave: someone who typed two trades means both."""
    explained = set().union(*(covered[name] for name in kept)) | GENERIC
    more: set[str] = set()
    for name in sorted(found.keys() - kept, key=lambda one: (-found[one], one)):
        if covered[name] - explained and not covered[name] & (explained - GENERIC):
            more.add(name)
            explained |= covered[name]
    return more


def _outdone(kept: set[str], covered: dict[str, set[str]]) -> set[str]:
    """Trades that explain a part only of what another explains: « menuisier bois » is no timber merchant."""
    said = {name: covered[name] - GENERIC for name in kept}
    return {name for name in kept if any(said[name] < said[other] for other in kept)}


def _strangers(weights: Mapping[str, float], covered: dict[str, set[str]]) -> set[str]:
    """Trades that share their words with one nearer to what else is typed: « hébergement », beside « antivirus »."""
    said = {name: frozenset(covered[name] - GENERIC) for name in weights}
    found: set[str] = set()
    for words_said in set(said.values()):
        alike = {name for name in weights if said[name] == words_said}
        near = {one for name in weights.keys() - alike for one in by_id()[name].neighbours}
        found |= alike - near if alike & near else set()
    return found


def _only_places(weights: Mapping[str, float], covered: dict[str, set[str]], places: set[str]) -> set[str]:
    """Trades named by words of place alone, beside a trade that is not: who sweeps the road does not build it."""
    named = {name for name in weights if covered[name] - places - GENERIC}
    near = {neighbour for name in named for neighbour in (name, *by_id()[name].neighbours)}
    return weights.keys() - near if named else set()


def _partly(stems: set[str], places: set[str]) -> dict[str, float]:
    """Trades that say most of the words, weighed by how few trades say them, when none says a whole phrase of them.

    Words of place tell no trade here.
    """
    owners, strong = stem_owners(), stems - GENERIC - places
    weight = {one: math.log(1 + len(trades()) / max(0.5, len(owners.get(one, ())))) for one in strong}
    total = math.fsum(weight.values())
    found: dict[str, float] = {}
    for one in sorted(strong):  # sums of floats depend on their order
        for name in owners.get(one, ()):
            found[name] = found.get(name, 0.0) + weight[one]
    return {name: value for name, value in found.items() if total and value >= 0.6 * total and len(strong) > 1}


def _meant(text: str, typed: list[str], stems: set[str]) -> tuple[dict[str, float], dict[str, set[str]]]:
    """Trades with whole phrases typed, by the very words then by their stems; else those saying most of the words."""
    for cut in (light, stem):
        found, covered = _whole_phrases(text, typed, cut)
        if found:
            return found, covered
    partly = _partly(stems, set().union(*_things_in(text).values()))
    return partly, {name: {one for one in stems if name in stem_owners().get(one, ())} for name in partly}


@lru_cache(maxsize=2_000)
def understand(text: str) -> Meaning:
    """What these words mean; the order of words does not matter. No trade when none is meant."""
    typed = words(text)[:60]
    stems = dict.fromkeys(map(stem, typed))
    study = is_study(text)
    found, covered = _meant(text, typed, set(stems))
    fitting = _nature_first(found, study)
    top = max(fitting.values(), default=0.0)
    kept = {name for name, value in fitting.items() if value >= NEAR_THE_BEST * top}
    kept -= _outdone(kept, covered)
    weights = {name: round(fitting[name] / top, 3) for name in sorted(kept)}
    weights |= dict.fromkeys(_others(fitting, kept, covered), 0.8)
    for name in _strangers(weights, covered):
        del weights[name]
    seen = _things_in(text)
    for name in () if study else _only_places(weights, covered, set().union(*seen.values())):
        weights[name] = min(weights[name], BY_PLACE)
    explained = GENERIC.union(*(covered[name] for name in weights), *seen.values())
    alone = bool(weights) and set(stems) <= set().union(*_sigles_typed(text).values())
    return Meaning(
        weights,
        frozenset(seen),
        tuple(one for one in stems if one not in explained or not weights),
        study=study and bool(weights) and "intellectual" not in natures(weights),
        either=alone and "works" in natures(weights),
        forms=frozenset(light(word) for word in typed if stem(word) not in GENERIC),
        place=any(_is_town(word) for word in typed if stem(word) not in explained),
        works=not weights and not study and bool(_WORKS & {light(word) for word in typed}),
        artisan=any(_CRAFTSMAN.search(word) and word in _says_alone() for word in typed),
    )


@cache
def _says_alone() -> frozenset[str]:
    """The folded words by which, alone, a builder says what he is or does."""
    return frozenset(fold(said) for one in trades() if one.nature == "works" for said in one.says if said.isalpha())


def _is_town(word: str) -> bool:
    return len(word) >= TOWN and places.by_name(word) is not None


def _things_in(text: str) -> dict[str, set[str]]:
    """Object -> the stems that name it."""
    typed = {light(word): stem(word) for word in words(_OFFICE.sub(" ", fold(text)))}
    found: dict[str, set[str]] = {}
    for one in typed:
        for name, said in _thing_phrases().get(one, ()):
            if said <= typed.keys():
                found.setdefault(name, set()).update(typed[form] for form in said)
    return found


@cache
def _thing_phrases() -> dict[str, list[tuple[str, frozenset[str]]]]:
    """One word form of each phrase that names an object -> (object, the word forms of the phrase)."""
    table: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for one in things().values():
        for said in (frozenset(forms(phrase)) for phrase in one.words if one.family != "nature"):
            if said:
                table.setdefault(min(said), []).append((one.id, said))
    return table


def trades_for_query(text: str) -> dict[str, float]:
    """Trade -> weight (at most 1) for what a person typed. Empty when no trade is meant."""
    return dict(understand(text).trades)


def trades_for_naf(naf: str) -> tuple[Trade, ...]:
    """The trades a firm with this NAF code (with or without the dot) usually sells; of its class when none has the code."""
    code = naf.replace(".", "").replace(" ", "").upper()
    if len(code) != 5 or not code[:4].isdigit():
        return ()
    exact = tuple(one for one in trades() if any(code == known.replace(".", "") for known in one.naf))
    return exact or tuple(one for one in trades() if any(code[:4] == known.replace(".", "")[:4] for known in one.naf))
