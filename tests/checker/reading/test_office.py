"""Word and Excel: order, tables, check boxes, tracked changes, pages, exact numbers."""

from __future__ import annotations

import io
from decimal import Decimal

import docx
import pytest
from odf import opendocument, style, table, text

from tests.checker.reading import makers
from tests.checker.reading.conftest import Reads

W = "<w:p>{}</w:p>".format


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def test_paragraphs_and_tables_come_in_the_order_of_the_document(reads: Reads) -> None:
    document = docx.Document()
    document.add_paragraph("Avant")
    grid = document.add_table(2, 2)
    for cell, words in zip(
        (c for row in grid.rows for c in row.cells), ("SIRET", "123", "Objet", "Peinture"), strict=True
    ):
        cell.text = words
    document.add_paragraph("Après")
    out = io.BytesIO()
    document.save(out)
    (page,) = reads(out.getvalue(), "a.docx")[0].pages
    assert page.text.split("\n") == ["Avant", "SIRET\t123", "Objet\tPeinture", "Après"]
    assert page.tables[0].rows() == [["SIRET", "123"], ["Objet", "Peinture"]]


def test_deleted_text_is_left_out_and_changes_are_counted(reads: Reads) -> None:
    body = W(run("garder ") + "<w:del><w:r><w:delText>ôter</w:delText></w:r></w:del>" + f"<w:ins>{run('neuf')}</w:ins>")
    (document,) = reads(makers.word_xml(body), "a.docx")
    assert document.text == "garder neuf" and document.tracked_changes == 2


@pytest.mark.parametrize(("state", "checked"), [("1", True), ("0", False)])
def test_both_kinds_of_word_check_boxes(reads: Reads, state: str, checked: bool) -> None:
    modern = '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{0}"/></w14:checkbox></w:sdtPr><w:sdtContent>'
    modern = modern.format(state) + run("☐") + "</w:sdtContent></w:sdt>"
    legacy = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="C1"/><w:checkBox><w:checked w:val="{0}"/>'
    legacy = legacy.format(state) + "</w:checkBox></w:ffData></w:fldChar></w:r>"
    (document,) = reads(makers.word_xml(W(modern + run(" seul")) + W(legacy + run(" mandataire"))), "DC1.docx")
    boxes = [(box.label, box.checked) for box in document.pages[0].check_boxes]
    assert boxes == [("seul", checked), ("mandataire", checked)]
    assert document.fields == {"C1": checked}


def test_pages_follow_breaks_and_what_word_last_showed(reads: Reads) -> None:
    body = W(run("un") + '<w:r><w:br w:type="page"/></w:r>') + W("<w:r><w:lastRenderedPageBreak/><w:t>deux</w:t></w:r>")
    body += W("<w:r><w:lastRenderedPageBreak/><w:t>trois</w:t></w:r>")
    assert [page.text for page in reads(makers.word_xml(body), "a.docx")[0].pages] == ["un", "deux", "trois"]


def test_text_boxes_are_read_once(reads: Reads) -> None:
    box = "<w:txbxContent>" + W(run("encadré")) + "</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert reads(makers.word_xml(W(run("corps") + f"<w:r>{both}</w:r>")), "a.docx")[0].text == "corps\nencadré"


def test_headers_and_nested_tables_are_read(reads: Reads) -> None:
    inner = f"<w:tbl><w:tr><w:tc>{W(run('interne'))}</w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{W(run('externe'))}{inner}{W('')}</w:tc><w:tc>{W(run('voisin'))}</w:tc></w:tr></w:tbl>"
    data = makers.word_xml(body, header1=f"<w:hdr NAMES>{W(run('Ville de Marck'))}</w:hdr>")
    (document,) = reads(data, "a.docx")
    assert document.pages[0].furniture == ("Ville de Marck",)
    assert document.text.split("\n") == ["Ville de Marck", "externe", "interne", "voisin"]


def test_macros_are_seen(reads: Reads) -> None:
    assert reads(makers.word_xml(W(run("texte")), **{}), "a.docx")[0].has_macros is False
    data = makers.zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"", "xl/vbaProject.bin": b"x"})
    (document,) = reads(data, "a.xlsm")
    assert document.problem == "corrupt"


def test_workbook_numbers_are_exact_and_formulas_kept(reads: Reads) -> None:
    (document,) = reads(makers.workbook(), "DPGF.xlsx")
    cells = {(cell.row, cell.column): cell for cell in document.pages[0].tables[0].cells}
    assert cells[2, 2].value == Decimal("18.1") and cells[2, 2].text == "18,10 €"
    assert cells[2, 3].formula == "=B3*C3" and cells[2, 3].value is None
    assert [page.tables[0].title for page in document.pages] == ["DPGF", "Calculs"]
    assert document.metadata["hidden_sheets"] == "Calculs"


def test_opendocument_text_and_sheet(reads: Reads) -> None:
    writer = opendocument.OpenDocumentText()
    breaking = style.Style(name="P1", family="paragraph")
    breaking.addElement(style.ParagraphProperties(breakbefore="page"))
    writer.automaticstyles.addElement(breaking)
    writer.text.addElement(text.P(text="Mémoire technique"))
    writer.text.addElement(text.P(text="Seconde page", stylename=breaking))
    out = io.BytesIO()
    writer.save(out)
    assert [page.text for page in reads(out.getvalue(), "m.odt")[0].pages] == ["Mémoire technique", "Seconde page"]
    book = opendocument.OpenDocumentSpreadsheet()
    sheet, row = table.Table(name="BPU"), table.TableRow()
    for value in ("12.5", "3"):
        cell = table.TableCell(valuetype="float", value=value)
        cell.addElement(text.P(text=value.replace(".", ",")))
        row.addElement(cell)
    sheet.addElement(row)
    book.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    book.save(out)
    (page,) = reads(out.getvalue(), "b.ods")[0].pages
    assert page.text == "12,5\t3" and [cell.value for cell in page.tables[0].cells] == [Decimal("12.5"), Decimal(3)]


def test_every_page_break_of_an_odt_is_seen(reads: Reads) -> None:
    styles = (
        '<style:style style:name="Ouvre" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>'
        '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Ouvre"/>'
        '<style:style style:name="P3" style:family="paragraph"><style:paragraph-properties fo:break-after="page"/></style:style>'
        '<style:style style:name="T1" style:family="table"><style:table-properties fo:break-before="page"/></style:style>'
    )
    row = "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>".format
    body = (
        '<text:p>un</text:p><text:soft-page-break/><text:p>deux</text:p><text:p text:style-name="P2">trois</text:p>'
        f'<text:p text:style-name="P3">encore trois</text:p><text:p>quatre</text:p><table:table table:style-name="T1">{row("cinq")}</table:table>'
        f"<table:table><table:table-header-rows><text:soft-page-break/>{row('six')}</table:table-header-rows></table:table>"
    )
    pages = reads(makers.odt(body, styles), "m.odt")[0].pages
    assert [page.text for page in pages] == ["un", "deux", "trois\nencore trois", "quatre", "cinq", "six"]


def test_rich_text(reads: Reads) -> None:
    data = rb"{\rtf1\ansi\ansicpg1252 M\'e9moire technique\par deuxi\'e8me ligne\page suite}"
    pages = reads(data, "m.rtf")[0].pages
    assert [page.text for page in pages] == ["Mémoire technique\ndeuxième ligne", "suite"]


def test_numbers_and_bullets_that_word_shows_are_in_the_text(reads: Reads) -> None:
    level = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/></w:lvl>'.format
    lists = f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "Article %1")}{level(1, "decimal", "%1.%2")}</w:abstractNum>'
    lists += f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", chr(0xF0B7))}</w:abstractNum>'
    lists += (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )

    def item(identifier: int, depth: int, words: str) -> str:
        place = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{identifier}"/></w:numPr></w:pPr>'
        return W(place + run(words))

    body = (
        item(1, 0, "Objet")
        + item(1, 1, "Lots")
        + item(1, 1, "Durée")
        + item(2, 0, "DC1")
        + item(1, 0, "Prix")
        + item(1, 1, "Forme")
    )
    (document,) = reads(makers.word_xml(body, numbering=f"<w:numbering NAMES>{lists}</w:numbering>"), "RC.docx")
    assert document.text.split("\n") == [
        "Article 1 Objet",
        "1.1 Lots",
        "1.2 Durée",
        "• DC1",
        "Article 2 Prix",
        "2.1 Forme",
    ]


def test_bullets_of_a_deeper_list_are_drawn_otherwise(reads: Reads) -> None:
    level = (
        '<w:lvl w:ilvl="{0}"><w:numFmt w:val="bullet"/><w:lvlText w:val="{1}"/><w:pPr><w:ind w:left="{2}"/></w:pPr></w:lvl>'
    ).format
    lists = f'<w:abstractNum w:abstractNumId="0">{level(0, chr(0xF0B7), 720)}{level(1, "o", 1440)}</w:abstractNum>'
    lists += f'<w:abstractNum w:abstractNumId="1">{level(0, chr(0xF0B7), 1440)}</w:abstractNum>'
    lists += "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (0, 1))

    def item(identifier: int, depth: int, words: str) -> str:
        place = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{identifier}"/></w:numPr></w:pPr>'
        return W(place + run(words))

    body = item(1, 0, "Mémoire") + item(1, 1, "Moyens") + item(2, 0, "Délais") + item(1, 0, "RIB")
    (document,) = reads(makers.word_xml(body, numbering=f"<w:numbering NAMES>{lists}</w:numbering>"), "RC.docx")
    signs = [line[0] for line in document.text.split("\n")]
    assert signs[0] == signs[3]
    assert signs[1] == signs[2] != signs[0]


def test_a_long_document_without_page_marks_is_cut_in_plausible_pages(reads: Reads) -> None:
    # 120 lines of 11 points at ordinary spacing hold on two to three A4 pages with ordinary margins.
    (document,) = reads(makers.word_xml("".join(W(run(f"ligne {n}")) for n in range(120))), "RC.docx")
    assert 2 <= len(document.pages) <= 3


def test_wingdings_boxes_written_as_plain_letters(reads: Reads) -> None:
    symbol = '<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>{}</w:t></w:r>'.format
    body = W(symbol("o") + run(" solidaire")) + W(symbol("x") + run(" conjoint"))
    boxes = reads(makers.word_xml(body), "DC1.docx")[0].pages[0].check_boxes
    assert [(box.label, box.checked) for box in boxes] == [("solidaire", False), ("conjoint", True)]
