"""The passage of a quote is found on its page however its words were joined, or not at all."""

from __future__ import annotations

import pytest

from checker.locate import add_boxes, locate
from checker.reading.document import Document, Page, Word

WORDS = ("Le", "candidat", "produit", "l’attestation", "d’assurance.", "Date", "limite", ":", "le", "4", "décembre")
PAGE = Page(
    2, " ".join(WORDS), tuple(Word(text, (i * 10.0, 100.0, i * 10.0 + 9, 112.0)) for i, text in enumerate(WORDS))
)


@pytest.mark.parametrize(
    ("quote", "first", "last"),
    [
        ("produit l'attestation d'assurance", 2, 4),
        ("PRODUIT  L'ATTESTATION", 2, 3),
        ("date limite : le 4 decembre", 5, 10),
    ],
)
def test_case_accents_spaces_and_punctuation_do_not_matter(quote: str, first: int, last: int) -> None:
    assert locate(PAGE, quote) == (first * 10.0, 100.0, last * 10.0 + 9, 112.0)


@pytest.mark.parametrize("quote", ["une caution bancaire", "le", "", "…"])
def test_what_is_not_there_has_no_box(quote: str) -> None:
    assert locate(PAGE, quote) is None


def test_a_long_passage_is_found_by_its_ends() -> None:
    words = [f"mot{number}" for number in range(40)]
    page = Page(1, "", tuple(Word(text, (0.0, i * 10.0, 50.0, i * 10.0 + 9)) for i, text in enumerate(words)))
    quote = " ".join((*words[3:20], "[coupé]", *words[22:35]))
    assert locate(page, quote) == (0.0, 30.0, 50.0, 349.0)


def test_every_evidence_of_a_document_gets_its_box_and_keeps_the_one_it_has() -> None:
    document = Document("RC.pdf", "", 1, "application/pdf", (PAGE,))
    found = {"file": "RC.pdf", "page": 2, "quote": "candidat produit", "box": None}
    kept = {"file": "RC.pdf", "page": 2, "quote": "candidat", "box": [1.0, 2.0, 3.0, 4.0]}
    elsewhere = {"file": "CCAP.pdf", "page": 2, "quote": "candidat produit", "box": None}
    add_boxes({"buyer": {"evidence": found}, "lots": [{"evidence": kept}, {"evidence": elsewhere}]}, [document])
    assert found["box"] == [10.0, 100.0, 29.0, 112.0]
    assert kept["box"] == [1.0, 2.0, 3.0, 4.0]
    assert elsewhere["box"] is None
