"""Images and scans, with Tesseract and without."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from checker.reading import has_ocr, ocr, problem_sentence
from tests.checker.reading import makers
from tests.checker.reading.conftest import Reads

needs_ocr = pytest.mark.skipif(not has_ocr(), reason="Tesseract is not on this machine")
LINES = [
    "ATTESTATION DE VIGILANCE",
    "Entreprise : Couverture du Littoral",
    "Situation au 31 mars 2026",
    "Compte employeur 620 1234",
]


@needs_ocr
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_scan_is_read_and_says_so(reads: Reads, kind: str) -> None:
    (page,) = reads(makers.scan(LINES, kind=kind), "scan")[0].pages
    assert "VIGILANCE" in page.text and "31 mars 2026" in page.text
    assert page.text_source == "ocr" and page.ocr_confidence is not None and page.ocr_confidence > 0.7


@needs_ocr
@pytest.mark.parametrize(("turned", "defect"), [(180, "upside_down"), (90, "sideways"), (270, "sideways")])
def test_a_page_scanned_the_wrong_way_round_is_read(reads: Reads, turned: int, defect: str) -> None:
    (page,) = reads(makers.scanned_pdf(makers.scan(LINES), turned), "scan.pdf")[0].pages
    assert "31 mars 2026" in page.text and page.defects == (defect,)


@needs_ocr
def test_words_of_a_scan_have_boxes_in_points(reads: Reads) -> None:
    (page,) = reads(makers.scanned_pdf(makers.scan(LINES)), "scan.pdf")[0].pages
    word = next(word for word in page.words if "VIGILANCE" in word.text)
    assert 100 < word.box[0] < 350 and 30 < word.box[1] < 60  # drawn at 100 pixels from the top, 200 pixels per inch


@needs_ocr
def test_a_blank_scan_is_said_to_be_blank(reads: Reads) -> None:
    (page,) = reads(makers.scanned_pdf(makers.scan([])), "scan.pdf")[0].pages
    assert page.text == "" and page.defects == ("blank",)


def test_without_tesseract_the_file_says_why(reads: Reads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: ())
    (document,) = reads(makers.scan(LINES), "scan.png")
    assert document.problem == "no_ocr" and document.pages[0].text_source == "none"
    assert "image" in str(problem_sentence(document))


def test_a_truncated_photograph_is_corrupt(reads: Reads) -> None:
    out = io.BytesIO()
    Image.effect_noise((800, 800), 80).save(out, "JPEG")
    assert reads(out.getvalue()[:5000], "photo.jpg")[0].problem == "corrupt"
