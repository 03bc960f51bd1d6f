"""Spelling: the nearest known word of a word nobody wrote."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

from search.analysis import stem, words
from search.trades import trades


def vocabulary(titles: Iterable[str]) -> dict[str, str]:
    """Folded words by stem, from the trades and from titles."""
    found: dict[str, str] = {}
    for one in trades():
        for phrase in (one.label, *one.says, *one.buyers):
            for word in words(phrase):
                found.setdefault(stem(word), word)
    counts: dict[str, int] = {}
    for title in titles:
        for word in set(words(title)):
            counts[word] = counts.get(word, 0) + 1
    for word, count in counts.items():
        if count >= 3 or len(word) < 4:
            found.setdefault(stem(word), word)
    return found


def correct(text: str, known: Collection[str], choices: Collection[str]) -> str | None:
    """The text with its unknown words replaced by near known ones, or None when nothing changes."""
    asked = words(text)[:12]
    fixed = [word if stem(word) in known or len(word) < 4 else _nearest(word, choices) for word in asked]
    return " ".join(fixed) if fixed != asked else None


def _nearest(word: str, choices: Collection[str]) -> str:
    close = [one for one in choices if abs(len(one) - len(word)) <= 2 and (one[0] == word[0] or one[1:3] == word[1:3])]
    return next(iter(difflib.get_close_matches(word[:40], close, n=1, cutoff=0.8)), word)
