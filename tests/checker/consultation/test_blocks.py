"""A buyer's document as blocks: what is a heading, an item, a row, and on which page it begins."""

from __future__ import annotations

from checker.consultation.blocks import Block, blocks
from checker.reading.document import Document, Page


def cut(*pages: str) -> tuple[Block, ...]:
    made = tuple(Page(number, text) for number, text in enumerate(pages, start=1))
    return blocks(Document("RC.pdf", "0" * 64, 1, "application/pdf", made))


def natures(*pages: str) -> list[tuple[str, str]]:
    return [(block.nature, block.text) for block in cut(*pages)]


def test_a_list_numbered_again_from_one_is_no_heading() -> None:
    found = natures("Article 5 - Pièces\n5-2. PIÈCES DE L'OFFRE\n1. Acte d'engagement.\n2. Mémoire technique.\n3. RIB.")
    assert [nature for nature, _ in found] == ["heading", "heading", "item", "item", "item"]


def test_numbered_headings_stay_headings() -> None:
    found = natures("1. Objet\nTravaux.\n2. Pièces\n2.1 Candidature\nDC1.\n3. Critères")
    assert [text for nature, text in found if nature == "heading"] == [
        "1. Objet",
        "2. Pièces",
        "2.1 Candidature",
        "3. Critères",
    ]


def test_a_block_knows_the_headings_above_it() -> None:
    last = cut("Article 4 - Contenu des plis\n4.1 - Candidature\n- DC1")[-1]
    assert last.path == ("Article 4 - Contenu des plis", "4.1 - Candidature")
    assert last.nature == "item"


def test_the_table_of_contents_opens_no_section() -> None:
    contents = "SOMMAIRE\n1 - Objet ... 3\n2 - Contenu du dossier ... 4\n2.1 - Pièces de la candidature ... 5"
    assert [nature for nature, _ in natures(contents)] == ["paragraph"]


def test_a_table_of_contents_without_dots_opens_no_section_either() -> None:
    contents = "1 Objet 3\n2 Durée 4\n3 Pièces de la candidature 5\n4 Pièces de l'offre 6\n5 Jugement 8"
    assert natures(contents) == []


def test_the_line_that_was_wrapped_goes_on() -> None:
    page = (
        "- une déclaration concernant le chiffre d'affaires global du candidat réalisé\n"
        "au cours des trois derniers exercices ;\n"
        "- une attestation d'assurance."
    )
    assert [text for _, text in natures(page)] == [
        "- une déclaration concernant le chiffre d'affaires global du candidat réalisé au cours des trois derniers exercices ;",
        "- une attestation d'assurance.",
    ]


def test_pieces_on_lines_of_their_own_stay_apart_when_bullets_are_lost() -> None:
    page = (
        "Le candidat retenu remet sous dix jours les documents énumérés ci-dessous, faute de quoi il est écarté :\n"
        "attestation de vigilance\nattestation fiscale\nrelevé d'identité bancaire"
    )
    assert len(natures(page)) == 4


def test_a_passage_that_crosses_pages_knows_where_each_part_stands() -> None:
    long = (
        "Le candidat produit à l'appui de sa candidature, sous peine de rejet de celle-ci, une lettre de candidature et"
    )
    block = cut(f"Pièces\n{long}", "une attestation d'assurance en cours de validité.")[-1]
    assert block.evidence("une lettre de candidature").page == 1
    assert block.evidence("une attestation d'assurance").page == 2


def test_the_answer_of_a_lost_column_makes_a_row() -> None:
    rows = cut("Libellés Signature\nL'acte d'engagement et ses annexes Oui\nLe mémoire justificatif Non")
    assert [row.cells for row in rows if row.nature == "row"] == [
        ("L'acte d'engagement et ses annexes", "Oui"),
        ("Le mémoire justificatif", "Non"),
    ]


def paragraphs(*lines: str) -> tuple[Block, ...]:
    """A Word document: each of its lines is a paragraph."""
    page = Page(1, "\n".join(lines))
    return blocks(Document("RC.docx", "0" * 64, 1, "application/vnd.openxmlformats-officedocument", (page,)))


def test_paragraphs_of_a_text_document_stay_apart() -> None:
    found = paragraphs(
        "• la liste de vos clients en restauration collective", "Au titre de l'offre", "• Acte d'engagement"
    )
    assert [(block.nature, block.marker) for block in found] == [("item", "•"), ("paragraph", "title"), ("item", "•")]


def test_a_title_may_join_a_letter_and_a_number() -> None:
    found = natures("C. Envoi\nC1. Au titre de la candidature\n- DC1\nV.A Pièces administratives\n- DC2")
    assert [nature for nature, _ in found] == ["heading", "heading", "item", "heading", "item"]


def test_a_list_that_goes_on_counting_below_another_title_is_no_heading() -> None:
    found = natures("4. Dossier\n4.1 Volet A\n1. DC1\n2. DC2\n4.2 Volet B\n3. Affiche\n5. Critères")
    assert [nature for nature, _ in found] == ["heading", "heading", "item", "item", "heading", "item", "heading"]
