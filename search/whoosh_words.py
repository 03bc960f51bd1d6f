"""The words of a segment in a Whoosh index: written and read a whole list of postings at a time.

Whoosh's own writer and matchers take one posting per call, ten times too slow for a national archive. The index
stays an ordinary one, of the codec that Whoosh calls W3: its searchers read it.
"""

from __future__ import annotations

import threading
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import index  # type: ignore[import-untyped]
from whoosh.analysis import SpaceSeparatedTokenizer  # type: ignore[import-untyped]
from whoosh.codec.whoosh3 import W3Codec, W3PostingsWriter  # type: ignore[import-untyped]
from whoosh.fields import TEXT, Schema  # type: ignore[import-untyped]

from search.words import FIELDS, NONE, VOCABULARY, Ints, Inverted, in_order

_KEPT = 6_000_000  # postings kept decoded, 8 bytes each
_SCHEMA = Schema(**{name: TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False) for name in FIELDS})
_TOKENS, _STARTS, _VOCABULARY = "tokens.npy", "starts.npy", "vocabulary.npz"


class _Postings(W3PostingsWriter):  # type: ignore[misc]
    def fill(self, rows: array[int], times: array[int], sizes: Ints | None) -> None:
        """Take all the postings of a term at once: one block."""
        self._ids, self._weights = rows, array("f", times)
        self._values = [np.array(times, ">u4").tobytes()]
        self._maxweight = max(times)
        if sizes is not None:
            held = sizes[np.array(rows)]
            self._minlength, self._maxlength = int(held.min()), int(held.max())


class _Codec(W3Codec):  # type: ignore[misc]
    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        """A writer that takes whole lists."""
        return _Postings(dbfile, blocklimit=1 << 30, byteids=byteids, compression=0, inlinelimit=0)


def write(folder: Path, words: Inverted) -> None:
    """Write the words of a segment into an empty folder."""
    writer = index.create_in(str(folder), _SCHEMA).writer(codec=_Codec())
    per_row, fields = writer.perdocwriter, writer.fieldwriter
    for row in range(words.count):
        per_row.start_doc(row)
        for name in FIELDS:
            per_row.add_field(name, _SCHEMA[name], None, int(words.lengths[name][row]))
        per_row.finish_doc()
    writer.docnum = words.count
    for name in sorted(FIELDS):
        fields.start_field(name, _SCHEMA[name])
        for stem, (rows, times) in sorted(words.terms[name].items()):
            fields.start_term(stem.encode())
            fields._postwriter.fill(rows, times, words.lengths.get(name))
            fields.finish_term()
        fields.finish_field()
    writer._added = True
    writer.commit(merge=False)
    tokens, starts = words.tokens
    np.save(folder / _TOKENS, tokens)
    np.save(folder / _STARTS, starts)
    known = sorted(words.terms[VOCABULARY].items())
    lists = [np.array(held, np.int32) for _, (held, _times) in known]
    np.savez(
        folder / _VOCABULARY,
        words=np.frombuffer("\n".join(word for word, _ in known).encode(), np.uint8),
        rows=np.concatenate([NONE[0], *lists]),
        ends=np.cumsum([0, *map(len, lists)]),
    )


def merged(parts: Sequence[tuple[WhooshWords, Ints]]) -> Inverted:
    """The words of several segments as those of one; only the rows that are true in each mask are taken."""
    made, base = Inverted(()), 0
    for words, kept in parts:
        number = np.cumsum(kept) - 1 + base
        for name in (*FIELDS, VOCABULARY):
            for stem in words.lexicon(name):
                rows, times = words.postings(name, stem) if name in FIELDS else words.written(stem)
                alive = kept[rows]
                made.extend(name, stem, number[rows[alive]], times[alive])
        made.add_tokens(*words.tokens, np.flatnonzero(kept))
        base += int(kept.sum())
    made.lengths = {name: np.concatenate([words.lengths[name][kept] for words, kept in parts]) for name in FIELDS}
    made.count = base
    return made


class WhooshWords:
    """The words of a segment on disk; see search.words.Words. Several threads may share one."""

    def __init__(self, folder: Path, lengths: Mapping[str, Ints]) -> None:
        self.lengths, self.count = lengths, len(lengths[FIELDS[0]])
        self._reader = index.open_dir(str(folder)).reader()
        self.tokens = np.load(folder / _TOKENS, mmap_mode="r"), np.load(folder / _STARTS)
        with np.load(folder / _VOCABULARY) as held:
            self._words = held["words"].tobytes().decode().split("\n")
            self._rows, self._ends = held["rows"], held["ends"]
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, str], tuple[Ints, Ints]] = OrderedDict()
        self._size = 0

    def postings(self, field: str, stem: str) -> tuple[Ints, Ints]:
        """See Words."""
        with self._lock:
            if (known := self._kept.get((field, stem))) is not None:
                self._kept.move_to_end((field, stem))
                return known
            made = self._read(field, stem)
            self._kept[field, stem] = made
            self._size += len(made[0]) + 20
            while self._size > _KEPT:
                _, (rows, _times) = self._kept.popitem(last=False)
                self._size -= len(rows) + 20
            return made

    def _read(self, field: str, stem: str) -> tuple[Ints, Ints]:
        if (field, stem) not in self._reader:
            return NONE
        matcher = self._reader.postings(field, stem)
        rows, times = [], []
        while matcher.is_active():
            matcher._read_ids()
            matcher._read_weights()
            rows.append(np.array(matcher._ids, np.int32))
            times.append(np.array(matcher._weights, np.float32))
            matcher._next_block()
        return np.concatenate(rows), np.concatenate(times)

    def phrase(self, stems: Sequence[str]) -> Ints:
        """See Words."""
        return in_order(self, self.tokens, stems)

    def prefix(self, start: str) -> Ints:
        """See Words."""
        first, last = bisect_left(self._words, start), bisect_left(self._words, f"{start}~")  # ~ comes after letters
        return np.unique(self._rows[self._ends[first] : self._ends[last]]) if last > first else NONE[0]

    def written(self, word: str) -> tuple[Ints, Ints]:
        """The rows that hold a whole word of the vocabulary, each once."""
        at = bisect_left(self._words, word)
        rows = self._rows[self._ends[at] : self._ends[at + 1]]
        return rows, np.ones(len(rows))

    def lexicon(self, field: str) -> list[str]:
        """The stems of a field, or the whole words of the vocabulary, in order."""
        if field == VOCABULARY:
            return [word for word in self._words if word]
        with self._lock:
            return [word.decode() for word in self._reader.lexicon(field)]

    def spellings(self) -> Mapping[str, int]:
        """See Words."""
        return dict(zip(self._words, np.diff(self._ends).tolist(), strict=False))
