"""The social clause."""

from __future__ import annotations

import pytest

from tests.checker.consultation.papers_of import read


def test_hours_by_lot_stand_in_the_ccap_only() -> None:
    found = read(
        rc="Une clause d'insertion sociale est prévue pour chacun des lots, décrite au CCAP.",
        ccap="Annexe 2 - Action d'insertion\nVolume minimal : Lot 1 : 1 200 heures. Lot 2 : 350 heures.",
    )["insertion"]
    assert (found.present, found.hours, found.per_lot) == (True, 1550, {"1": 1200, "2": 350})
    assert found.evidence.file == "CCAP.pdf"


def test_hours_written_before_their_lot() -> None:
    text = "Clause d'insertion\nLe titulaire réserve au minimum 350 heures pour le lot 1, 320 heures annuelles pour le lot 02."
    found = read(rc=text)["insertion"]
    assert (found.hours, found.per_lot) == (670, {"1": 350, "2": 320})


def test_one_volume_a_year() -> None:
    found = read(rc="Le titulaire réalise une action d'insertion d'au moins 210 heures par an.")["insertion"]
    assert (found.present, found.hours, found.per) == (True, 210, "an")


def test_rule_instead_of_hours() -> None:
    text = "Clause d'insertion par l'activité économique\nLe titulaire réalise 1 heure d'insertion par tranche de 2 500 euros facturés."
    found = read(ccap=text, rc="Le marché est un accord-cadre.")["insertion"]
    assert found.present and found.hours is None
    assert "par tranche de 2 500 euros" in found.rule


@pytest.mark.parametrize(
    "text",
    [
        "Le marché ne comporte pas de clause sociale d'insertion.",
        "Clause sociale : non",
        "Il n'est pas prévu de conditions d'exécution relatives à l'insertion.",
    ],
)
def test_clause_said_to_be_absent(text: str) -> None:
    found = read(rc=text)["insertion"]
    assert found.present is False
    assert found.evidence.quote


@pytest.mark.parametrize(
    "text",
    [
        "Critère\tPondération\nPrix\t60 %\nPerformances en matière d'insertion professionnelle\t40 %",
        "La plateforme est ouverte 24 heures sur 24. Le délai d'intervention du lot 1 est de 4 heures.",
        "L'assistance répond de 9 h à 19 h.",
    ],
)
def test_no_clause_said(text: str) -> None:
    assert "insertion" not in read(rc=text)


def test_hours_below_the_title_of_the_clause() -> None:
    text = "Chapitre IV. Clause d'insertion\nL'entreprise réserve 210 heures de travail à des demandeurs d'emploi."
    found = read(rc=text)["insertion"]
    assert (found.present, found.hours) == (True, 210)


def test_a_clause_said_to_be_part_of_the_execution() -> None:
    found = read(rc="L'exécution comporte une clause obligatoire d'insertion par l'activité économique.")["insertion"]
    assert found.present and found.hours is None


def test_hours_after_a_label() -> None:
    found = read(rc="Insertion : 180 heures sont réservées à des publics en insertion.")["insertion"]
    assert (found.present, found.hours) == (True, 180)
