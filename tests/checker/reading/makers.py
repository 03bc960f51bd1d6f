"""Documents made for the tests, so that nothing real is needed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx
import openpyxl
import typst
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader, PdfWriter

SENTENCE = "La présente attestation est délivrée à l'entreprise Couverture du Littoral"


def pdf(source: str) -> bytes:
    """A PDF from Typst source."""
    return bytes(typst.compile(source.encode()))


def letter(*pages: str) -> bytes:
    """A PDF with one given text per page."""
    return pdf("#pagebreak()\n".join(f"{text}\n" for text in pages))


def encrypted_pdf(user: str, owner: str) -> bytes:
    """A PDF with the given passwords."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(letter(SENTENCE))))
    writer.encrypt(user, owner, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def many_pages_pdf(count: int) -> bytes:
    """A PDF of `count` copies of a page of text."""
    writer = PdfWriter()
    page = PdfReader(io.BytesIO(letter(SENTENCE))).pages[0]
    for _ in range(count):
        writer.add_page(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(*paragraphs: str) -> bytes:
    """A Word document."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_xml(body: str, **parts: str) -> bytes:
    """A Word document whose body is raw WordprocessingML."""
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    names += 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    names += 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>",
    }
    files |= {f"word/{name}.xml": text.replace("NAMES", names) for name, text in parts.items()}
    return zipped({name: text.encode() for name, text in files.items()})


def odt(body: str, styles: str = "") -> bytes:
    """An OpenDocument text whose body and automatic styles are raw XML."""
    spaces = {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing", "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }  # fmt: skip
    names = " ".join(
        f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{value}:1.0"' for key, value in spaces.items()
    )
    content = f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def workbook() -> bytes:
    """A price schedule with a hidden sheet, a formula and a merged title."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "DPGF"
    sheet["A1"] = "Décomposition du prix"
    sheet.merge_cells("A1:D1")
    sheet.append(["Désignation", "Quantité", "Prix unitaire", "Total"])
    sheet.append(["Peinture", 12.5, 18.1, "=B3*C3"])
    sheet["C3"].number_format = '#,##0.00 "€"'
    hidden = book.create_sheet("Calculs")
    hidden["A1"] = "marge"
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def scan(lines: list[str], turned: int = 0, kind: str = "PNG") -> bytes:
    """The picture of a typed page, perhaps put the wrong way round in the scanner."""
    image = Image.new("L", (1654, 1200), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(40)
    for row, line in enumerate(lines):
        draw.text((120, 100 + 70 * row), line, font=font, fill=0)
    out = io.BytesIO()
    image.rotate(turned, expand=True, fillcolor=255).save(out, kind, dpi=(200, 200))
    return out.getvalue()


def scanned_pdf(image: bytes, turned: int = 0) -> bytes:
    """A PDF whose only page is a picture."""
    out = io.BytesIO()
    Image.open(io.BytesIO(image)).rotate(turned, expand=True).save(out, "PDF", resolution=200)
    return out.getvalue()
