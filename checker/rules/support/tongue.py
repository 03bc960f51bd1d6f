"""The language of a text, by its small words; French when in doubt."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import yaml

from checker.folding import fold


@cache
def _small_words() -> dict[str, frozenset[str]]:
    found = yaml.safe_load((Path(__file__).parent / "tongue.yaml").read_text(encoding="utf-8"))
    return {str(name): frozenset(str(words).split()) for name, words in found.items()}


def foreign(text: str) -> str | None:
    """The name of the foreign language a text is written in, or None when it is French, mixed or too short to tell."""
    words = re.findall(r"[a-z]+", fold(text))
    counts = Counter({name: sum(word in small for word in words) for name, small in _small_words().items()})
    french = counts.pop("français", 0)
    (name, best), *_ = counts.most_common(1)
    return name if len(words) >= 25 and best >= 6 and best >= 3 * french else None
