"""Images and scans, with Tesseract and without."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

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


@needs_ocr
@pytest.mark.parametrize("lean", [0.0, 0.8, -0.8])
def test_lines_of_a_sheet_that_went_askew_stay_lines(reads: Reads, lean: float) -> None:
    lines = [f"Article {n} : la présente clause tient sur une seule ligne du document" for n in range(1, 9)]
    image = Image.open(io.BytesIO(makers.scan(lines))).rotate(lean, fillcolor=255, resample=Image.Resampling.BICUBIC)
    out = io.BytesIO()
    image.save(out, "PNG")
    (page,) = reads(out.getvalue(), "scan.png")[0].pages
    read = [line for line in page.text.split("\n") if line]
    assert len(read) == 8 and all(line.startswith("Article") and line.endswith("document") for line in read)


@needs_ocr
@pytest.mark.parametrize("lean", [0.0, 0.7])
def test_a_drawn_table_in_a_scan_is_read_cell_by_cell(reads: Reads, lean: float) -> None:
    image = Image.new("L", (1654, 1000), 255)
    draw = ImageDraw.Draw(image)
    for x in (100, 1000, 1500):
        draw.line((x, 100, x, 500), fill=0, width=3)
    for y in (100, 200, 400, 500):
        draw.line((100, y, 1500, y), fill=0, width=3)
    font = ImageFont.load_default(36)
    for x, y, text in (
        (130, 130, "Critère"),
        (1030, 130, "Poids"),
        (130, 420, "Prix des prestations"),
        (1030, 420, "60 points"),
    ):
        draw.text((x, y), text, font=font, fill=0)
    draw.text((130, 230), "Valeur technique selon le", font=font, fill=0)
    draw.text((130, 290), "dossier remis par le candidat", font=font, fill=0)
    draw.text((1030, 260), "40 points", font=font, fill=0)
    out = io.BytesIO()
    image.rotate(lean, fillcolor=255, resample=Image.Resampling.BICUBIC).save(out, "PNG")
    (page,) = reads(out.getvalue(), "scan.png")[0].pages
    (table,) = page.tables
    assert [row[1] for row in table.rows()] == ["Poids", "40 points", "60 points"]
    assert "technique selon le" in table.rows()[1][0] and "remis par le candidat" in table.rows()[1][0]
