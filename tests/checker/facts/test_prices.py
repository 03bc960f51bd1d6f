"""A price schedule read as lines: what is blank, what does not multiply, what the totals say."""

from __future__ import annotations

from decimal import Decimal

from checker.facts.prices import price_tables
from checker.reading.document import Cell, Document, Page, Table

HEADER = ["N°", "Désignation", "Unité", "Qté", "P.U. HT", "Montant HT"]


def document(*rows: list[object]) -> Document:
    """A workbook of one sheet."""
    cells = tuple(
        Cell(
            r, c, "" if value is None else str(value), Decimal(str(value)) if isinstance(value, int | float) else value
        )
        for r, row in enumerate(rows)
        for c, value in enumerate(row)
        if value is not None
    )
    page = Page(1, "", tables=(Table(cells, "DPGF"),))
    return Document("dpgf.xlsx", "0" * 64, 1, "application/vnd.ms-excel", (page,))


def test_lines_and_totals() -> None:
    (table,) = price_tables(
        document(
            ["Lot 3 - Peinture"], HEADER, ["1", "Préparation"], ["1.1", "Lessivage", "m²", 120, 2.5, 300],
            ["1.2", "Peinture murs", "m²", 120, 12.05, 1446], ["", "Sous-total 1", None, None, None, 1746],
            ["", "Total HT", None, None, None, 1746], ["", "TVA 20 %", None, None, None, 349.2],
        )
    )  # fmt: skip
    assert [line.designation for line in table.lines] == ["Lessivage", "Peinture murs"]
    assert [line.expected for line in table.lines] == [Decimal("300.00"), Decimal("1446.00")]
    assert table.sum == Decimal(1746)
    assert [(total.label, total.value) for total in table.totals][-2:] == [
        ("total ht", Decimal("1746.00")),
        ("tva 20 %", Decimal("349.20")),
    ]
    assert table.lines[1].evidence.quote == "1.2 Peinture murs m² 120 12.05 1446"


def test_blank_prices_are_told() -> None:
    (table,) = price_tables(
        document(["Code", "Libellé", "Unité", "Prix unitaire HT", "Prix en lettres"],
                 ["A1", "Heure de jour", "h", 24.6, "vingt-quatre euros et soixante centimes"],
                 ["A2", "Heure de nuit", "h", None, None], ["A3", "Dimanche", "h", "à définir", None])
    )  # fmt: skip
    assert [line.blank for line in table.lines] == [(), ("unit_price",), ("unit_price",)]
    assert table.lines[0].in_words == Decimal("24.60")


def test_a_zero_typed_in_is_an_answer_and_an_empty_formula_is_not() -> None:
    (table,) = price_tables(
        document(HEADER, ["1", "Offert", "u", 1, 0, 0], ["2", "Oublié", "u", 1, None, 0], ["3", "Payé", "u", 2, 5, 10])
    )
    assert table.lines[1].blank == ("unit_price", "amount") or table.lines[1].blank == ("unit_price",)
    assert table.lines[2].blank == ()


def test_a_line_whose_amount_is_not_quantity_times_price() -> None:
    (table,) = price_tables(document(HEADER, ["1", "Bordure", "ml", 100, 25, 2600]))
    assert (table.lines[0].expected, table.lines[0].amount) == (Decimal("2500.00"), Decimal(2600))


def test_a_table_without_prices_is_none() -> None:
    assert price_tables(document(["Nom", "Fonction"], ["Bel", "Chef d'équipe"])) == ()
