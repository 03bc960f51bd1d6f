"""What a person typed, read without ever failing: phrases, prefixes, exclusions, fields."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.analysis import fold, terms

MAX_CHARS, MAX_TERMS, MAX_FIELDS = 600, 32, 5
FIELDS = {"acheteur": "buyer", "commune": "commune", "cpv": "cpv"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_TOKEN = re.compile(r'(-?)(?:(acheteur|commune|cpv)\s*:\s*)?(?:"([^"]*)"?|([^\s"]+))', re.IGNORECASE)
_EMPTY_FIELD = re.compile(r"(?:acheteur|commune|cpv)\s*:", re.IGNORECASE)
_QUOTES = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"', "„": '"'})
_DASH = re.compile(r"(?<!\S)[\u2010-\u2015\u2212](?=\w)")  # a dash in front of a word, as some keyboards write it
_PREFIX = re.compile(r"[a-z0-9]{2,30}")
PLACES = frozenset(
    terms(
        "école scolaire collège lycée mairie commune ville communal municipal département bâtiment bâtiments concert salle "
        "gymnase crèche hôpital ehpad square quartier entreprise artisan société professionnel marché public travaux "
        "prestation service services fourniture fournitures divers collectivité petit petite grand"
    )
)


@dataclass(frozen=True, slots=True)
class Query:
    """A query as read. `text` is the plain words and phrases; stems are folded.

    `excluded` and `barred` are what no notice may hold: stems one after the other (a beginning of a word ends with a
    star), and values of fields.
    """

    text: str = ""
    stems: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    prefixes: tuple[str, ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    barred: tuple[tuple[str, str], ...] = ()
    cut: bool = False

    @property
    def strong(self) -> tuple[str, ...]:
        """The stems that say what is bought: words of place or use left out, unless there are no others."""
        return tuple(stem for stem in self.stems if stem not in PLACES) or self.stems


def parse(text: str) -> Query:
    """Read a query; too long a text is cut and `cut` says so. Never raises."""
    cut, clean = len(text) > MAX_CHARS, _CONTROL.sub(" ", text[:MAX_CHARS]).translate(_QUOTES)
    plain: list[str] = []
    phrases: list[tuple[str, ...]] = []
    prefixes: list[str] = []
    excluded: list[tuple[str, ...]] = []
    fields: dict[bool, list[tuple[str, str]]] = {False: [], True: []}
    for minus, name, quoted, word in _TOKEN.findall(_DASH.sub("-", clean)):
        value = quoted or word
        if name:
            fields[bool(minus)].append((FIELDS[name.lower()], value.rstrip("*")))
        elif _EMPTY_FIELD.fullmatch(value):
            continue
        elif start := _beginning(word):
            before, last = start
            excluded += [(f"{last}*",)] if minus else []
            prefixes += [] if minus else [last]
            plain += [before] if before and not minus else []
        elif minus:
            excluded += [stems] if (stems := tuple(terms(value))) else []
        else:
            plain.append(value)
            phrases += [stems] if quoted and (stems := tuple(terms(value))) else []
    stems = tuple(dict.fromkeys(terms(" ".join(plain))))
    return Query(
        " ".join(plain),
        stems[:MAX_TERMS],
        tuple(phrases[:8]),
        tuple(prefixes[:8]),
        tuple(excluded[:8]),
        tuple(dict.fromkeys(fields[False]))[:MAX_FIELDS],
        tuple(dict.fromkeys(fields[True]))[:MAX_FIELDS],
        cut or len(stems) > MAX_TERMS,
    )


def _beginning(word: str) -> tuple[str, str] | None:
    """What comes before, and the beginning of a word that a star ends: « porte-fen* » gives porte and fen."""
    if not word.endswith("*"):
        return None
    before, _, last = fold(word.rstrip("*")).replace("'", "-").replace("\u2019", "-").rpartition("-")
    return (before, last) if _PREFIX.fullmatch(last) else None
