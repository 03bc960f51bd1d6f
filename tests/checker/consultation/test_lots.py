"""Lots by number and title."""

from __future__ import annotations

import pytest

from tests.checker.consultation.papers_of import read

TWO = [("1", "Gros œuvre"), ("2", "Peinture")]
LISTED = {
    "lines": "Les travaux sont répartis en deux lots :\nLot n° 1 - Gros œuvre\nLot n° 2 - Peinture",
    "colons": "- Lot 1 : Gros œuvre ;\n- Lot 2 : Peinture.",
    "table": "Lot\tDésignation\tEstimation HT\n1\tGros œuvre\t165 000 €\n2\tPeinture\t90 000 €",
    "table with numbers": "N° de lot\tIntitulé\n01\tGros œuvre\n02\tPeinture",
    "rows that say lot": "Lot 1\tGros œuvre\nLot 2\tPeinture",
    "notice": "Renseignements relatifs aux lots :\nLot(s) 1. - Gros œuvre.\nLot(s) 2. - Peinture.",
    "counted lines": "Marché comprenant deux lots :\n1 Gros œuvre\n2 Peinture",
    "table below an announcement": "Les travaux sont répartis en deux lots :\nN°\tDésignation\n1\tGros œuvre\n2\tPeinture",
    "table of sectors": "Lot\tSecteur\tCircuits\n1\tGros œuvre\t22\n2\tPeinture\t18",
    "table whose second column says neither lot nor title": "Lot n°\tParcours\tBassin\n1\tGros œuvre\tNord\n2\tPeinture\tSud",
    "two on a line": "La prestation comprend plusieurs lots.\nLOT 1 – Gros œuvre LOT 2 – Peinture\nLot 2 : Peinture",
    "one sentence": "Le marché comprend deux lots : lot 1 : Gros œuvre ; lot 2 : Peinture.",
}


@pytest.mark.parametrize("text", LISTED.values(), ids=LISTED)
def test_lots_are_listed(text: str) -> None:
    assert [(lot.number, lot.title) for lot in read(rc=text)["lots"]] == TWO


@pytest.mark.parametrize(
    "text",
    [
        "Le marché n'est pas alloti.",
        "La consultation ne fait pas l'objet d'une décomposition en lots.\nLot 1 : 140 heures\nLot 2 : 105 heures",
        "Lot unique. Les travaux ne sont pas allotis.",
        "Prestations divisées en lots : non.",
        "Chiffre d'affaires : lot 1 : 300 000 € HT ; lot 2 : aucun",
        "Les candidats remettent un mémoire technique.",
    ],
)
def test_no_lots(text: str) -> None:
    assert read(rc=text)["lots"] == ()


def test_no_division_in_phases_says_nothing_about_lots() -> None:
    text = "Il n'est pas prévu de décomposition en tranches.\nLot n° 1 - Gros œuvre\nLot n° 2 - Peinture"
    assert [(lot.number, lot.title) for lot in read(rc=text)["lots"]] == TWO


def test_lots_of_separate_forms() -> None:
    first = "ACTE D'ENGAGEMENT\nLot n° 1 - Gros œuvre\nContractant :"
    second = "ACTE D'ENGAGEMENT\nLot n° 2 - Peinture\nContractant :"
    from checker.consultation.fields import fields
    from checker.consultation.sources import Sources
    from tests.checker.consultation.papers_of import DAY, sources_of

    forms = (*sources_of(acte_engagement=first).all, *sources_of(acte_engagement=second).all)
    found = fields(Sources((*sources_of(rc="Les offres sont en français.").all, *forms)), DAY, None)
    assert [(lot.number, lot.title) for lot in found["lots"]] == TWO
