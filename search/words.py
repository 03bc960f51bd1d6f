"""The words of a set of notices, inverted: which notices hold a stem, and how often."""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from search.analysis import terms, words
from search.contract import SearchNotice

Ints = NDArray[Any]
FIELDS = ("title", "text")
VOCABULARY = "words"
NONE: tuple[Ints, Ints] = (np.zeros(0, np.int32), np.zeros(0, np.float32))


class Words(Protocol):
    """Finds rows (0 to `count` - 1) of a segment by their words. `lengths` holds the stems of each row by field."""

    count: int
    lengths: Mapping[str, Ints]

    def postings(self, field: str, stem: str) -> tuple[Ints, Ints]:
        """The rows that hold a stem in `title` (title and lots) or `text` (text and buyer), ascending, and how often."""
        ...

    def phrase(self, stems: Sequence[str]) -> Ints:
        """The rows that hold the stems one after the other."""
        ...

    def prefix(self, start: str) -> Ints:
        """The rows whose title, lots or buyer hold a word that begins so."""
        ...

    def spellings(self) -> Mapping[str, int]:
        """The whole words of titles, lots and buyers, with the number of rows that hold each."""
        ...


def documents(notice: SearchNotice) -> tuple[list[list[str]], list[list[str]], set[str]]:
    """The stems of title and lots, the stems of text and buyer, and the whole words that a prefix may find.

    Stems come by parts: no phrase goes from a title to a lot, nor from a lot to the next.
    """
    head = [notice.title[:2000], *(lot[:1000] for lot in notice.lots[:200])]
    body = [notice.text[:60_000], notice.buyer]
    whole = {word for part in (*head, notice.buyer) for word in words(part)}
    return [terms(part) for part in head], [terms(part) for part in body], whole


@lru_cache(maxsize=200_000)
def code(stem: str) -> int:
    """The number that stands for a stem in a row of tokens; never 0, which separates."""
    return zlib.crc32(stem.encode()) or 1


class Inverted:
    """The words of a few notices in memory; see Words."""

    def __init__(self, notices: Iterable[SearchNotice]) -> None:
        self.terms: dict[str, dict[str, tuple[array[int], array[int]]]] = {name: {} for name in (*FIELDS, VOCABULARY)}
        self._tokens, self._starts = array("I"), array("q", [0])
        self._read: dict[tuple[str, str], tuple[Ints, Ints]] = {}
        sizes: dict[str, array[int]] = {name: array("I") for name in FIELDS}
        for row, notice in enumerate(notices):
            head, body, whole = documents(notice)
            for name, parts in zip(FIELDS, (head, body), strict=True):
                counted = Counter(chain.from_iterable(parts))
                sizes[name].append(counted.total())
                self._add(name, row, counted)
            self._add(VOCABULARY, row, dict.fromkeys(whole, 1))
            for stems in chain(head, body):
                self._tokens.extend(map(code, stems))
                self._tokens.append(0)
            self._starts.append(len(self._tokens))
        self.count = len(self._starts) - 1
        self.lengths: Mapping[str, Ints] = {name: np.array(sizes[name], np.int32) for name in FIELDS}

    def _add(self, field: str, row: int, counted: Mapping[str, int]) -> None:
        table = self.terms[field]
        for stem, times in counted.items():
            if (known := table.get(stem)) is None:
                table[stem] = known = (array("I"), array("I"))
            known[0].append(row)
            known[1].append(times)

    def extend(self, field: str, stem: str, rows: Ints, times: Ints) -> None:
        """Add rows, greater than those known, that hold a stem."""
        if len(rows):
            known = self.terms[field].setdefault(stem, (array("I"), array("I")))
            known[0].extend(rows.tolist())
            known[1].extend(times.astype(int).tolist())

    def add_tokens(self, flat: Ints, starts: Ints, rows: Ints) -> None:
        """Add the tokens of some rows of others."""
        for row in rows.tolist():
            self._tokens.frombytes(np.ascontiguousarray(flat[starts[row] : starts[row + 1]]).tobytes())
            self._starts.append(len(self._tokens))

    @cached_property
    def tokens(self) -> tuple[Ints, Ints]:
        """The stems of every row in order, as numbers, and where each row starts. Read once all rows are there."""
        return np.array(self._tokens, np.uint32), np.array(self._starts, np.int64)

    def postings(self, field: str, stem: str) -> tuple[Ints, Ints]:
        """See Words."""
        if (read := self._read.get((field, stem))) is None:
            known = self.terms[field].get(stem)
            read = (np.array(known[0], np.int32), np.array(known[1], np.float32)) if known else NONE
            self._read[field, stem] = read
        return read

    def phrase(self, stems: Sequence[str]) -> Ints:
        """See Words."""
        return in_order(self, self.tokens, stems)

    def prefix(self, start: str) -> Ints:
        """See Words."""
        table, words = self.terms[VOCABULARY], self._sorted
        first, last = bisect_left(words, start), bisect_left(words, f"{start}~")  # ~ comes after letters
        return union([table[word][0] for word in words[first:last]])

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.terms[VOCABULARY])

    def spellings(self) -> Mapping[str, int]:
        """See Words."""
        return {word: len(rows) for word, (rows, _) in self.terms[VOCABULARY].items()}


def union(lists: Sequence[Any]) -> Ints:
    """The rows of any of the lists, ascending, each once."""
    return np.unique(np.concatenate([np.asarray(one, np.int32) for one in lists])) if lists else NONE[0]


def holding(found: Words, stem: str) -> Ints:
    """The rows that hold a stem in any field, ascending."""
    return union([found.postings(name, stem)[0] for name in FIELDS])


def in_order(found: Words, tokens: tuple[Ints, Ints], stems: Sequence[str]) -> Ints:
    """The rows that hold the stems one after the other, told from the rows of tokens."""
    rows = holding(found, stems[0])
    for stem in stems[1:]:
        rows = np.intersect1d(rows, holding(found, stem), assume_unique=True)
    if len(stems) == 1 or not len(rows):
        return rows
    flat, starts = tokens
    sizes = starts[rows + 1] - starts[rows]
    owner = np.repeat(np.arange(len(rows)), sizes)
    places = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(starts[rows], sizes)
    here = np.append(flat[places], 0)
    there = np.append(owner, -1)
    last = len(stems) - 1
    hit = np.ones(max(0, len(owner) - last), bool)
    for shift, stem in enumerate(stems):
        hit &= here[shift : shift + len(hit)] == code(stem)
    hit &= there[: len(hit)] == there[last : last + len(hit)]
    return rows[np.unique(owner[: len(hit)][hit])]
