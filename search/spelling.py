"""Spelling: the nearest known word of a word nobody wrote, words glued or cut put right, by letters and by sound."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Mapping
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from search.analysis import stem, words
from search.vocabulary import trades

SHORT, LONG, LONGEST = 4, 8, 40  # shorter and longer words are left alone; from LONG letters on two errors are forgiven
MOST_WORDS, MOST_WRONG = 12, 5  # words read, and words put right: whoever writes more unknown words is not misspelling
WRITTEN = 3  # notices; a word that fewer write may be a slip
# How French sounds, roughly, on folded words: enough to bring "elektrisien" near "electricien".
_SOUNDS = (
    (r"ph", "f"),
    (r"(?:qu|q|ck|c(?=[aoulrt])|k)", "k"),
    (r"(?:c(?=[eiy])|sc(?=[eiy])|ss|x$|z)", "s"),
    (r"g(?=[ei])", "j"),
    (r"y", "i"),
    (r"h", ""),
    (r"(?:eau|au)", "o"),
    (r"(?:ai|ei|er$|ez$)", "e"),
    (r"(?:en|em|am)(?=[^aeiou]|$)", "an"),
    (r"(?:ein|ain|im|ym)(?=[^aeiou]|$)", "in"),
    (r"(.)\1+", r"\1"),
    (r"[esxtd]+$", ""),
)


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """A rough spelling of how a folded word sounds."""
    for pattern, short in _SOUNDS:
        word = re.sub(pattern, short, word)
    return word


@cache
def trade_words() -> tuple[str, ...]:
    """Folded words that the trades use, one for each stem."""
    found: dict[str, str] = {}
    for one in trades():
        for phrase in (one.label, *one.says, *one.buyers):
            for word in words(phrase):
                found.setdefault(stem(word), word)
    return tuple(found.values())


def vocabulary(counts: Mapping[str, int]) -> list[str]:
    """Folded words that may correct others: those of the trades, and those that notices write, given how many do."""
    written = (word for word, count in counts.items() if count >= WRITTEN or len(word) < SHORT)
    return sorted({*trade_words(), *written})


def correct(text: str, known: Container[str], choices: Collection[str], strict: bool = False) -> str | None:
    """The text with its unknown words replaced by near known ones, or None when nothing changes.

    `known` holds stems, `choices` folded words in order. Words cut in two are glued and words glued are cut, when that makes
    known words of both. `strict` forgives one error, or more only when the sound is the same.
    """
    asked = words(text)[:MOST_WORDS]
    whole = set(choices)
    wrong = dict.fromkeys(word for word in asked if SHORT <= len(word) <= LONGEST and stem(word) not in known)
    righted = {word: _cut(word, known) or [nearest(word, choices, strict)] for word in [*wrong][:MOST_WRONG]}
    fixed: list[str] = []
    skip = False
    for at, word in enumerate(asked):
        after = asked[at + 1] if at + 1 < len(asked) else ""
        if skip:
            skip = False
        elif after and not _all_known((word, after), known) and word + after in whole:
            fixed.append(word + after)
            skip = True
        else:
            fixed += righted.get(word, [word])
    return " ".join(fixed) if fixed != asked else None


def _all_known(pair: Iterable[str], known: Container[str]) -> bool:
    return all(stem(word) in known for word in pair)


def _cut(word: str, known: Container[str]) -> list[str] | None:
    places = range(SHORT, len(word) - SHORT + 1)
    return next(([word[:at], word[at:]] for at in places if _all_known((word[:at], word[at:]), known)), None)


def nearest(word: str, choices: Collection[str], strict: bool = False) -> str:
    """The choice nearest to a folded word by letters then by sound; the word itself when none is near."""
    heard, allowed = sound(word), 2 if len(word) >= LONG and not strict else 1
    by_sound = strict and len(word) == SHORT  # one letter of four is another word: clip, clim
    best: tuple[float, bool, str] | None = None
    near = process.extract(word, choices, scorer=DamerauLevenshtein.distance, score_cutoff=allowed + 1, limit=None)
    for one, gap, _ in near:
        alike = sound(one) == heard
        if len(one) < SHORT or (by_sound and not alike):
            continue
        if gap <= (allowed + 1 if alike else allowed) and (alike or one[0] == word[0] or one[1:3] == word[1:3]):
            rank = (gap - (0.9 if alike else 0.0), one[0] != word[0], one)
            best = rank if best is None or rank < best else best
    return best[2] if best else word
