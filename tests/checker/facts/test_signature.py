"""Signed by hand, electronically, or not at all; and silence where nobody can tell."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from checker.facts.model import ReadFile
from checker.reading import has_ocr, read
from checker.reading.document import Document, Page, Signature
from checker.recognise import read_file
from tests.checker.reading.makers import odt, pdf, scanned_pdf

DEED = """= ACTE D'ENGAGEMENT
Marché n° 2027-014. Objet de l'acte d'engagement : peinture. Engagement du titulaire.

Montant hors taxes : 45 000,00 €

Fait à Beaumont, le 10 mars 2027
"""
STROKE = '#v(4pt)\n#curve(stroke: 1pt, curve.move((0pt, 20pt)), ' + ", ".join(
    f"curve.cubic(({9 * n}pt, {y}pt), ({9 * n + 5}pt, {30 - y}pt), ({9 * n + 9}pt, 18pt))" for n, y in enumerate((0, 30, 5, 28, 2, 25, 8, 22))
) + ")\n"  # fmt: skip


def signed(file: ReadFile) -> tuple[object, object]:
    """What the file says of its signature."""
    one, kind = file.first("signed"), file.first("signature_kind")
    return (one.value if one else None, kind.value if kind else None)


def read_bytes(folder: Path, data: bytes, name: str) -> ReadFile:
    """A file written to disk, read and recognised."""
    path = folder / "upload"
    path.write_bytes(data)
    (document,) = read(path, name)
    return read_file(document)


def test_a_deed_without_any_mark_is_not_signed(tmp_path: Path) -> None:
    assert signed(read_bytes(tmp_path, pdf(DEED), "acte.pdf")) == (False, "aucune")


def test_a_drawn_signature_below_the_date(tmp_path: Path) -> None:
    assert signed(read_bytes(tmp_path, pdf(DEED + STROKE), "acte.pdf")) == (True, "manuscrite")


def test_a_logo_at_the_head_is_no_signature(tmp_path: Path) -> None:
    assert signed(read_bytes(tmp_path, pdf("#set page(margin: (top: 10pt))\n" + STROKE + DEED), "acte.pdf")) == (
        False,
        "aucune",
    )


def test_a_signature_above_the_date_at_the_top_of_the_second_page(tmp_path: Path) -> None:
    body, date = DEED.split("Fait à")
    text = f"#set page(margin: (top: 40pt))\n{body}#pagebreak()\n{STROKE}#v(4pt)\nFait à{date}"
    assert signed(read_bytes(tmp_path, pdf(text), "acte.pdf")) == (True, "manuscrite")


def test_an_electronic_signature() -> None:
    page = Page(1, "ACTE D'ENGAGEMENT\nFait à Beaumont, le 10 mars 2027")
    mark = Signature("pades", True, "Lise Aubry", "2027-03-10T10:00:00")
    document = Document("acte.pdf", "0" * 64, 1, "application/pdf", (page,), signatures=(mark,))
    assert signed(read_file(document)) == (True, "electronique")


LINES = ("ACTE D'ENGAGEMENT", "Montant hors taxes : 45 000,00 €", "Fait à Beaumont, le 10 mars 2027")
PLACES = ((None, (False, "aucune")), (0, (None, None)), (3, (True, "manuscrite")))


@pytest.mark.parametrize(
    ("place", "want"), PLACES, ids=["no picture", "a logo at the head", "a picture after the date"]
)
def test_the_pictures_of_a_word_file(tmp_path: Path, place: int | None, want: tuple[object, object]) -> None:
    made, out, image = docx.Document(), io.BytesIO(), io.BytesIO()
    Image.new("L", (60, 30), 128).save(image, "PNG")
    for number in range(4):
        if number == place:
            made.add_picture(image)
        if number < 3:
            made.add_paragraph(LINES[number])
    made.save(out)
    assert signed(read_bytes(tmp_path, out.getvalue(), "acte.docx")) == want


@pytest.mark.parametrize(
    ("place", "want"), PLACES, ids=["no picture", "a logo at the head", "a picture after the date"]
)
def test_the_pictures_of_an_odt(tmp_path: Path, place: int | None, want: tuple[object, object]) -> None:
    picture = '<text:p><draw:frame svg:width="3cm" svg:height="1cm"><draw:image/></draw:frame></text:p>'
    blocks = [f"<text:p>{line}</text:p>" for line in LINES]
    if place is not None:
        blocks.insert(place, picture)
    assert signed(read_bytes(tmp_path, odt("".join(blocks)), "acte.odt")) == want


@pytest.mark.skipif(not has_ocr(), reason="no OCR on this machine")
def test_a_scan_signed_with_a_pen(tmp_path: Path) -> None:
    typed = _picture()
    draw = ImageDraw.Draw(typed)
    last = (250, 700)
    for step, up in enumerate((60, -60, 50, -45, 60, -30, 20)):
        here = (280 + 45 * step, 700 + up)
        draw.line((last, here), fill=30, width=5)
        last = here
    out = io.BytesIO()
    typed.save(out, "PNG", dpi=(150, 150))
    assert signed(read_bytes(tmp_path, scanned_pdf(out.getvalue()), "acte.pdf")) == (True, "manuscrite")


def _picture() -> Image.Image:
    """The deed as a scanner sees it."""
    page = pypdfium2.PdfDocument(pdf("#set text(size: 13pt)\n" + DEED))[0]
    return page.render(scale=150 / 72).to_pil().convert("L")
