"""PDF: text in reading order, boxes, columns, check boxes, forms, passwords."""

from __future__ import annotations

import io

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from checker.reading import Limits
from tests.checker.reading import makers
from tests.checker.reading.conftest import Reads


def test_the_text_of_each_page_is_in_its_own_page(reads: Reads) -> None:
    (document,) = reads(makers.letter("Première page, attestation", "Deuxième page, signature"), "a.pdf")
    assert [page.number for page in document.pages] == [1, 2]
    assert document.pages[0].text == "Première page, attestation"
    assert "signature" in document.pages[1].text and document.text_source == "layer"


def test_a_word_box_stands_where_the_word_is_from_the_top_left(reads: Reads) -> None:
    source = "#set page(width: 400pt, height: 300pt, margin: 0pt)\n#place(dx: 100pt, dy: 200pt)[Signature]"
    (word,) = reads(makers.pdf(source), "a.pdf")[0].pages[0].words
    x0, y0, x1, y1 = word.box
    assert 98 < x0 < 104 and 100 < x1 < 180 and 190 < y0 < 210 < y1 + 10 and y1 < 220


def test_ligatures_are_spelled_out_so_that_words_can_be_searched(reads: Reads) -> None:
    assert "certificat officiel" in reads(makers.letter("certi\ufb01cat o\ufb03ciel"), "a.pdf")[0].text


def test_two_columns_of_prose_are_read_one_after_the_other(reads: Reads) -> None:
    left, right = "gauche " * 90, "droite " * 90
    text = reads(makers.pdf(f"#columns(2)[{left} #colbreak() {right}]"), "a.pdf")[0].text
    assert text.rindex("gauche") < text.index("droite")


def test_columns_of_titles_and_bullets_are_read_one_after_the_other_when_their_lines_do_not_meet(reads: Reads) -> None:
    left = "".join(f"*Titre {n}* #v(3pt) - une pièce de gauche, courte ;\n\n" for n in range(1, 13))
    right = "".join(
        f"- une pièce de droite, courte ;\n\n {'un texte de droite plus long, ' * 3}\n\n" for n in range(1, 8)
    )
    text = reads(makers.pdf(f"#columns(2)[{left} #colbreak() {right}]"), "a.pdf")[0].text
    assert text.rindex("gauche") < text.index("droite")


def test_a_row_of_a_form_is_read_across(reads: Reads) -> None:
    rows = "".join(f"[Rubrique {n} :],[valeur {n}]," for n in range(1, 9))
    lines = reads(makers.pdf(f"#table(columns: (200pt, 200pt), {rows})"), "a.pdf")[0].text.splitlines()
    assert [" ".join(line.split()) for line in lines][:2] == ["Rubrique 1 : valeur 1", "Rubrique 2 : valeur 2"]


def test_drawn_check_boxes_have_their_label_and_state(reads: Reads) -> None:
    boxes = (
        reads(makers.pdf('#set text(font: "DejaVu Sans Mono")\n☒ seul\n\n☐ en groupement'), "a.pdf")[0]
        .pages[0]
        .check_boxes
    )
    assert [(box.label, box.checked) for box in boxes] == [("seul", True), ("en groupement", False)]


def _form() -> bytes:
    """A page with a filled text field and a ticked box, as a form filler writes them."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(makers.letter("Dénomination :"))))
    common = {"/Type": NameObject("/Annot"), "/Subtype": NameObject("/Widget"), "/F": NumberObject(4)}

    def field(rect: tuple[int, ...], values: dict[str, object]) -> DictionaryObject:
        made = DictionaryObject({NameObject(key): value for key, value in (common | values).items()})  # type: ignore[dict-item]
        made[NameObject("/Rect")] = ArrayObject([NumberObject(side) for side in rect])
        return made

    name = {"/FT": NameObject("/Tx"), "/T": TextStringObject("nom"), "/V": TextStringObject("SARL Dupré")}
    tick = {
        "/FT": NameObject("/Btn"),
        "/T": TextStringObject("seul"),
        "/V": NameObject("/Oui"),
        "/AS": NameObject("/Oui"),
    }
    refs = ArrayObject(
        [writer._add_object(field((200, 755, 400, 770), name)), writer._add_object(field((200, 700, 212, 712), tick))]
    )
    writer.pages[0][NameObject("/Annots")] = refs
    writer._root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): refs, NameObject("/NeedAppearances"): BooleanObject(True)}
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_what_was_typed_in_a_form_is_in_the_fields_and_in_the_text(reads: Reads) -> None:
    (document,) = reads(_form(), "DC1.pdf")
    assert document.fields == {"nom": "SARL Dupré", "seul": True}
    assert "SARL Dupré" in document.pages[0].text


def test_a_password_to_open_is_said(reads: Reads) -> None:
    (document,) = reads(makers.encrypted_pdf("secret", "owner"), "a.pdf")
    assert document.problem == "encrypted" and not document.readable


def test_a_password_that_only_forbids_editing_does_not_prevent_reading(reads: Reads) -> None:
    (document,) = reads(makers.encrypted_pdf("", "owner"), "a.pdf")
    assert document.problem is None and "attestation" in document.text


def test_a_huge_pdf_is_read_up_to_the_limit_and_says_so(reads: Reads) -> None:
    (document,) = reads(makers.many_pages_pdf(2000), "a.pdf", Limits(max_pages=1000))
    assert document.problem == "too_many_pages" and len(document.pages) == 1000
    assert "attestation" in document.pages[999].text


def test_a_truncated_pdf_never_raises(reads: Reads) -> None:
    data = makers.letter(makers.SENTENCE)
    (document,) = reads(data[: len(data) // 3], "a.pdf")
    assert document.problem == "corrupt"


def test_two_pages_are_enough_for_a_header_and_a_footer(reads: Reads) -> None:
    body = " \\\n".join(f"ligne {word}" for word in ("une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit"))
    source = f"#set page(header: [Mairie de Valmont], footer: context [#here().page() / 2])\n{body}\n#pagebreak()\n{body.replace('ligne', 'suite')}"
    (document,) = reads(makers.pdf(source), "RC.pdf")
    assert [page.furniture for page in document.pages] == [
        ("Mairie de Valmont", "1 / 2"),
        ("Mairie de Valmont", "2 / 2"),
    ]


def test_repeated_headers_are_listed_as_furniture(reads: Reads) -> None:
    words = ("couverture", "zinguerie", "étanchéité", "charpente")
    source = '#set page(header: [Mairie de Desvres], numbering: "1 / 1")\n'
    body = "#pagebreak()\n".join(
        "\n\n".join(f"Ouvrage de {word}, poste {chr(97 + n)}" for n in range(12)) for word in words
    )
    (document,) = reads(makers.pdf(source + body), "a.pdf")
    assert document.pages[1].furniture == ("Mairie de Desvres", "2 / 4")


def test_a_rotated_page_keeps_its_boxes_inside_the_page_as_shown(reads: Reads) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(makers.letter(makers.SENTENCE))))
    writer.pages[0].rotate(90)
    out = io.BytesIO()
    writer.write(out)
    page = reads(out.getvalue(), "a.pdf")[0].pages[0]
    assert page.width > page.height
    assert all(0 <= w.box[0] < w.box[2] <= page.width and 0 <= w.box[1] < w.box[3] <= page.height for w in page.words)
