"""The spaCy components. Each sets `doc.spans[group]`; `span.label_` says what it is, `span._.value` its normalised value.

tremplin_dates: group "dates", labels DATE (datetime.date) and PERIODE (first and last day).
tremplin_amounts: group "amounts", label MONTANT (Decimal, euros), in digits with their unit or in words.
tremplin_identifiers: group "identifiers", labels SIRET, SIREN and TVA (str without spaces), valid numbers alone.

Only imported through checker.pipes.pipeline: spaCy takes about a second to load.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from checker.pipes.amounts import amounts
from checker.pipes.dates import dates, periods
from checker.pipes.identifiers import identifiers
from checker.pipes.language import French
from checker.pipes.number_words import amounts_in_words

NAMES = ("sentencizer", "tremplin_dates", "tremplin_amounts", "tremplin_identifiers")

Span.set_extension("value", default=None, force=True)


def _mark(doc: Doc, group: str, found: Iterable[tuple[str, Any, int, int]]) -> Doc:
    """Put what was found in a group, in the order of the text; a place inside a token takes the whole token."""
    spans = []
    for label, value, start, end in sorted(found, key=lambda one: one[2:]):
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None:
            span._.value = value
            spans.append(span)
    doc.spans[group] = spans
    return doc


@Language.component("tremplin_dates")
def tremplin_dates(doc: Doc) -> Doc:
    """Days and periods."""
    found: list[tuple[str, Any, int, int]] = [("DATE", *one) for one in dates(doc.text)]
    found += [("PERIODE", (first, last), start, end) for first, last, start, end in periods(doc.text)]
    return _mark(doc, "dates", found)


@Language.component("tremplin_amounts")
def tremplin_amounts(doc: Doc) -> Doc:
    """Amounts of money."""
    return _mark(doc, "amounts", (("MONTANT", *one) for one in (*amounts(doc.text), *amounts_in_words(doc.text))))


@Language.component("tremplin_identifiers")
def tremplin_identifiers(doc: Doc) -> Doc:
    """Numbers of firms."""
    return _mark(doc, "identifiers", identifiers(doc.text))


def build() -> Language:
    """A new pipeline of these components after the sentencizer."""
    pipeline = French()
    for name in NAMES:
        pipeline.add_pipe(name)
    return pipeline
