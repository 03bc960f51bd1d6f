"""What the other columns of a table of pieces say of a document."""

import pytest

from checker.consultation.requirements.attributes import Duty
from checker.consultation.requirements.tables import header, refined


@pytest.mark.parametrize(
    ("titles", "cell", "obligation"),
    [
        (("Pièce", "Obligatoire"), "Oui", "required"),
        (("Pièce", "Obligatoire"), "Non", "optional"),
        (("Pièce", "Facultatif"), "X", "optional"),
        (("Pièce", "Facultatif"), "Non", "required"),
        (("Pièce", "Caractère"), "Facultatif", "optional"),
        (("Pièce", "Obligatoire"), "En cas de sous-traitance", "if_applicable"),
    ],
)
def test_a_column_says_whether_the_document_is_due(titles: tuple[str, ...], cell: str, obligation: str) -> None:
    found = refined(Duty(), ("Planning prévisionnel", cell), header(titles), 0)
    assert found.obligation == obligation
