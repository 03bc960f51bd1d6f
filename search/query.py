"""What a person types, understood: words, "phrases", prefixes*, -exclusions and field:values. Never raises."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.analysis import terms, words

MAX_CHARACTERS = 2_000
MAX_TERMS = 40
FIELDS = {"acheteur": "buyer", "commune": "commune", "cpv": "cpv"}
_TOKEN = re.compile(
    r'(?P<minus>-)?(?:(?P<field>acheteur|commune|cpv):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))', re.I
)


@dataclass(frozen=True, slots=True)
class Query:
    """An understood query. `required` are stems, `phrases` lists of stems in order, `prefixes` folded beginnings."""

    required: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    prefixes: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    message: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is asked of the text."""
        return not (self.required or self.phrases or self.prefixes)


def understand(text: str) -> Query:
    """The query of a text; what is too long is cut, and the message says so."""
    message = None
    if len(text) > MAX_CHARACTERS:
        text, message = (
            text[:MAX_CHARACTERS],
            "Votre recherche est très longue : seuls ses premiers mots sont pris en compte.",
        )
    required: list[str] = []
    phrases: list[tuple[str, ...]] = []
    prefixes: list[str] = []
    excluded: list[str] = []
    fields: list[tuple[str, str]] = []
    for found in _TOKEN.finditer(text):
        value = found["phrase"] if found["phrase"] is not None else found["word"]
        stems = terms(value)
        if found["field"]:
            fields.append((FIELDS[found["field"].lower()], value))
        elif found["minus"]:
            excluded += stems
        elif found["phrase"] is not None and len(stems) > 1:
            phrases.append(tuple(stems))
        elif value.endswith("*") and (plain := words(value)):
            prefixes.append(plain[-1])
        else:
            required += stems
    kept = tuple(dict.fromkeys(required))
    if len(kept) > MAX_TERMS:
        kept = kept[:MAX_TERMS]
        message = message or "Votre recherche contient beaucoup de mots : seuls les premiers sont pris en compte."
    return Query(
        kept, tuple(phrases[:5]), tuple(prefixes[:5]), tuple(excluded[:MAX_TERMS]), tuple(fields[:10]), message
    )
