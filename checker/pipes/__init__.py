"""Dates, amounts, identifiers and sentences of a French text: as plain readers, module by module, and as one spaCy pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["pipeline", "sentences"]


@cache
def pipeline() -> Language:
    """The pipeline, made once per process. spaCy is imported here and not before: the web process never pays for it.

    A Doc has `doc.sents` and `doc.spans["dates" | "amounts" | "identifiers"]`; see checker.pipes.components. No model is loaded.
    """
    from checker.pipes.components import build

    return build()


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a text begins and ends, the white space around it left out."""
    readers = [name for name in pipeline().pipe_names if name != "sentencizer"]
    for sentence in pipeline()(text, disable=readers).sents:
        words = sentence.text.strip()
        if words:
            start = text.index(words, sentence.start_char)
            yield start, start + len(words)
