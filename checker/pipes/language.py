"""French as spaCy splits it, without the fifteen thousand hyphenated words of `spacy.blank("fr")`, which take seconds to load."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from spacy.lang.punctuation import TOKENIZER_INFIXES
from spacy.language import BaseDefaults, Language
from spacy.symbols import ORTH

_ELISION = r"(?<=[^\W\d_]['’])(?=[^\W\d_])"  # « l'offre » is two words
_INITIALS = tuple(f"{letter}." for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")  # « art. R. 2143-3 », « J. Martin »


@cache
def _whole() -> dict[str, list[dict[int, str]]]:
    found = yaml.safe_load(Path(__file__).with_name("abbreviations.yaml").read_text(encoding="utf-8"))
    words = str(found["abbreviations"]).split()
    forms = {form for word in words for form in (word, word.capitalize(), word.upper())}
    return {form: [{ORTH: form}] for form in (*forms, *_INITIALS)}


class _Defaults(BaseDefaults):
    tokenizer_exceptions: dict[str, list[dict[Any, Any]]] = {**BaseDefaults.tokenizer_exceptions, **_whole()}
    infixes = [*TOKENIZER_INFIXES, _ELISION]


class French(Language):  # type: ignore[no-untyped-call]  # spaCy's own hook has no types
    """The language of the pipeline: its code is "fr"."""

    lang = "fr"
    Defaults = _Defaults
