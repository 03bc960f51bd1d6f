"""Facts in wordings of the trade: criteria without units, codes of covers, answers that go on by a pronoun."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checker.consultation.papers_of import read, value

PRICE_AND_WORTH = [("Prix", 60), ("Valeur technique", 40)]


@pytest.mark.parametrize(
    "text",
    [
        "Les offres seront jugées comme suit : Prix 60 / Valeur technique 40.",
        "Classement des offres\nLe prix représente 60 % de la note et la valeur technique 40 %.",
        "ART 6. NOTE\nPrix 60 / Valeur technique 40",
        "Critères d'attribution pondérés\nCritère\tPoids\nPrix\t0,60\nValeur technique\t0,40",
        "Les critères sont affectés des coefficients suivants :\nPrix : 0,60\nValeur technique : 0,40",
        "Les offres sont classées ainsi :\nCritère\tNote sur\tCoefficient\nPrix\t20\t60 %\nValeur technique\t20\t40 %",
        "L'analyse est faite selon la grille suivante :\nPrix (60 %)\tMontant du devis\nValeur technique (40 %)\tMémoire",
        "Critères de jugement des offres :\n- Critère 1 (60 points) : Prix\n- Critère 2 (40 points) : Valeur technique",
        "Critères de jugement des offres :\na) Prix : 60 points\nb) Valeur technique : 40 points\nSoit un total de 100 points.",
        "Le choix se fera ainsi, selon les critères suivants :\nPrix : soixante pour cent (60%)\nValeur technique : quarante pour cent (40%)",
    ],
)
def test_weights_whatever_their_writing(text: str) -> None:
    assert [
        (one.name.removeprefix("Le ").capitalize(), one.weight) for one in read(rc=text)["criteria"]
    ] == PRICE_AND_WORTH


@pytest.mark.parametrize(
    "text",
    ["Les lots 1 / 2 / 3 sont indissociables.", "Prix 60 / Valeur technique 30", "Prix de vente 12, page 88"],
)
def test_numbers_that_make_no_whole_are_no_weights(text: str) -> None:
    assert read(rc=text)["criteria"] == ()


def test_a_mark_of_twenty_with_its_parts_and_a_formula() -> None:
    text = (
        "Deux critères interviennent pour la sélection de l'offre :\n1) Valeur technique notée sur 12, décomposée ainsi :\n"
        "- provenance des matériaux : 7\n- mode opératoire : 5\n"
        "2) Prix noté sur 8, suivant la formule N = 8 x (prix le plus bas / prix de l'offre)"
    )
    worth, price = read(rc=text)["criteria"]
    assert (worth.name, worth.weight) == ("Valeur technique", 12)
    assert [(sub.name, sub.weight) for sub in worth.sub] == [("provenance des matériaux", 7), ("mode opératoire", 5)]
    assert (price.name, price.weight, price.sub) == ("Prix", 8, ())


def test_two_sorts_of_bullets_and_parts_on_one_line() -> None:
    bullets = (
        "Critères :\n• prix noté sur 50 points\n• valeur technique notée sur 40 points, dont :\n"
        "o méthodologie : 25 points\no moyens : 15 points\n• délai noté sur 10 points"
    )
    inline = "Critères de choix des offres :\n- valeur notée sur 60 : moyens 35, planning 25 ;\n- le prix noté sur 40."
    found = read(rc=bullets)["criteria"]
    assert [(one.name, one.weight, len(one.sub)) for one in found] == [
        ("prix", 50, 0),
        ("valeur technique", 40, 2),
        ("délai", 10, 0),
    ]
    first = read(rc=inline)["criteria"][0]
    assert (first.name, first.weight, [sub.weight for sub in first.sub]) == ("valeur", 60, [35, 25])


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("reference", "RÈGLEMENT DE LA CONSULTATION\nTX-VRD-2027-17 BIS\nRéfection du quai", "TX-VRD-2027-17 BIS"),
        ("reference", "Règlement de la consultation – n° CV/DT/2026/118", "CV/DT/2026/118"),
        ("reference", "CONSULTATION GPO 2027/009", "GPO 2027/009"),
        ("buyer", "Le pouvoir adjudicateur est :\nLa Ville de Montclar-sur-Ousse", "Ville de Montclar-sur-Ousse"),
        ("buyer", "GIE DES BAILLEURS DU PONANT\n3 rue Haute\nRÈGLEMENT", "GIE DES BAILLEURS DU PONANT"),
        ("procedure", "Marché négocié après appel d'offres infructueux pour les lots 1 et 2.", "PROC_NEGO"),
        (
            "deadline",
            "Les offres seront remises, par voie électronique, le 18 décembre 2026 à 17 heures.",
            "2026-12-18T17:00",
        ),
        (
            "deadline",
            "La date limite de remise est fixée au 26 février 2027, et l'heure limite à midi.",
            "2027-02-26T12:00",
        ),
        ("site_visit_mandatory", "Une visite est organisée le 16 mars 2027. Elle est obligatoire.", True),
        ("site_visit_mandatory", "La visite est laissée à l'initiative des candidats.", False),
        ("variants_allowed", "Les variantes ne sont pas souhaitées et ne seront pas étudiées.", False),
        ("max_lots", "Un candidat répond à tous les lots mais ne pourra être titulaire que de deux lots.", 2),
        ("max_lots", "Nombre de lots : 4", None),
        ("offer_validity", "Délai d'engagement des soumissionnaires : 6 mois.", "6 mois"),
        ("offer_validity", "Les prix et l'offre sont maintenus pendant 60 jours.", "60 jours"),
        ("signature_required", "La signature de l'offre au stade du dépôt est facultative.", "at_award"),
        ("signature_required", "Le défaut de signature de l'offre n'est pas régularisable.", "at_submission"),
        ("question_deadline", "Renseignements : par courriel, jusqu'au 20 avril 2027", "2027-04-20"),
        ("signature_required", "Signature des pièces de l'offre : non requise.", "at_award"),
        (
            "signature_required",
            "Aucune signature n'est requise lors du dépôt ; l'attributaire pressenti signera le marché.",
            "at_award",
        ),
    ],
)
def test_one_fact(field: str, text: str, expected: Any) -> None:
    assert value(field, text) == expected


def test_a_row_of_several_dates_keeps_each_label_with_its_own() -> None:
    text = "Date d'envoi de l'avis : 18/12/2026\tDate limite de réception des plis : 03/02/2027 à 12 h 00"
    assert value("deadline", text) == "2027-02-03T12:00"


def test_levels_of_turnover_in_the_table_of_lots() -> None:
    text = "N° lot\tSecteur\tChiffre d'affaires annuel minimal\n1\tCentre\t300 000 €\n2\tVallée\t150 000 €\nArticle 2 – Suite"
    assert value("minimum_turnover", text) == {"1": 300000, "2": 150000}


def test_a_row_of_lots_broken_over_lines() -> None:
    text = "Lot\tDésignation\n1\tGros œuvre\n2\nIsolation et ravalement\nÉchafaudages compris\n3\tPeinture"
    assert [(lot.number, lot.title) for lot in read(rc=text)["lots"]] == [
        ("1", "Gros œuvre"),
        ("2", "Isolation et ravalement"),
        ("3", "Peinture"),
    ]


def test_lots_and_hours_of_insertion_under_a_short_head() -> None:
    text = "N°\tIntitulé du lot\tInsertion (heures/an)\nLot 1\tNord\t1 500\nLot 2\tSud\t600"
    found = read(rc=text)["insertion"]
    assert (found.hours, found.per_lot, found.per) == (2100, {"1": 1500, "2": 600}, "an")
