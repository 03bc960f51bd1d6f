"""What a person typed, read without ever failing: phrases, prefixes, exclusions, fields."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.analysis import fold, terms

MAX_CHARS, MAX_TERMS = 600, 40
FIELDS = {"acheteur": "buyer", "commune": "commune", "cpv": "cpv"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_TOKEN = re.compile(r'(-?)(?:(acheteur|commune|cpv)\s*:\s*)?(?:"([^"]*)"?|([^\s"]+))', re.IGNORECASE)
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
    """A query as read. `text` is the plain words and phrases; stems are folded."""

    text: str = ""
    stems: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    prefixes: tuple[str, ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    cut: bool = False

    @property
    def strong(self) -> tuple[str, ...]:
        """The stems that say what is bought: words of place or use left out, unless there are no others."""
        return tuple(stem for stem in self.stems if stem not in PLACES) or self.stems


def parse(text: str) -> Query:
    """Read a query; too long a text is cut and `cut` says so. Never raises."""
    cut, clean = len(text) > MAX_CHARS, _CONTROL.sub(" ", text[:MAX_CHARS])
    plain: list[str] = []
    phrases: list[tuple[str, ...]] = []
    prefixes: list[str] = []
    excluded: list[tuple[str, ...]] = []
    fields: list[tuple[str, str]] = []
    for minus, name, quoted, word in _TOKEN.findall(clean):
        value = quoted or word
        stems = tuple(terms(value))
        if name:
            fields.append((FIELDS[name.lower()], value))
        elif minus:
            excluded += [stems] if stems else []
        elif word.endswith("*") and _PREFIX.fullmatch(fold(word[:-1])):
            prefixes.append(fold(word[:-1]))
        else:
            plain.append(value)
            phrases += [stems] if quoted and stems else []
    stems = tuple(dict.fromkeys(terms(" ".join(plain))))
    return Query(
        " ".join(plain),
        stems[:MAX_TERMS],
        tuple(phrases[:8]),
        tuple(prefixes[:8]),
        tuple(excluded[:8]),
        tuple(fields[:10]),
        cut or len(stems) > MAX_TERMS,
    )
