"""A criterion said to be answered shows where: the sentence of the memoir, with its page."""

from __future__ import annotations

from checker.facts.model import ReadFile
from checker.reading.document import Document, Page
from checker.rules.support.passages import best, passages

MEMOIR = ReadFile(
    Document(
        "memoire.pdf", "", 0, "application/pdf",
        pages=(
            Page(1, "Notre entreprise est née en 1998. Elle compte douze salariés."),
            Page(2, "Gestion des déchets\nLes gravats sont triés sur le chantier. Le planning figure en annexe."),
        ),
    ),
    "memoire_technique", 1.0,
)  # fmt: skip


def test_the_sentence_that_holds_most_words_is_shown() -> None:
    (found,) = best("Tri des déchets et des gravats du chantier", tuple(passages([MEMOIR])))
    assert (found.file, found.page) == ("memoire.pdf", 2)
    assert found.quote.startswith("Gestion des déchets\nLes gravats sont triés sur le chantier.")


def test_nothing_is_shown_where_no_sentence_speaks_of_it() -> None:
    assert best("Acoustique", tuple(passages([MEMOIR]))) == ()
