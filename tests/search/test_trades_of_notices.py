"""Which trades a notice is for, and whether it buys a study, works or goods."""

from __future__ import annotations

import pytest

from search.columns import row
from search.contract import SearchNotice
from search.nature import is_building, is_study
from search.trades import trades_for_notice

TITLES = [
    ("Réfection de la toiture de la salle des fêtes", "couverture"),
    ("REMPLACEMENT DES MENUISERIES EXTERIEURES DE LA MAIRIE", "menuiserie_alu"),
    ("Ravalement des façades du groupe scolaire", "facade"),
    ("Travaux de voirie et réseaux divers rue des Lilas", "vrd"),
    ("Mission de coordination SPS pour la construction d'un gymnase", "csps"),
    ("Maîtrise d'œuvre pour l'extension de la crèche", "moe_batiment"),
    ("Fourniture et livraison de repas en liaison froide", "restauration_collective"),
    ("Souscription des contrats d'assurance de la commune", "assurance"),
    ("Nettoyage des locaux communaux", "nettoyage"),
    ("Acquisition d'un progiciel de gestion financière", "logiciels"),
    ("Location et maintenance de copieurs multifonctions", "photocopieurs"),
    ("Impression et livraison du bulletin municipal", "impression"),
    ("Vérifications périodiques réglementaires des bâtiments", "verifications"),
    ("Maintenance des ascenseurs", "ascenseur"),
    ("Fourniture de vêtements de travail et d'EPI", "epi"),
    ("Révision du plan local d'urbanisme", "urbanisme"),
    ("Collecte des ordures ménagères en porte à porte", "dechets_collecte"),
    ("Fourniture et acheminement d'électricité", "electricite_achat"),
    ("Tir de feux d'artifice du 14 juillet", "feux_artifice"),
    ("Reprise de concessions au cimetière communal", "funeraire"),
]


@pytest.mark.parametrize(("title", "trade"), TITLES)
def test_the_title_tells_the_trade(title: str, trade: str) -> None:
    assert trade in row(SearchNotice("1", title)).main


@pytest.mark.parametrize(
    ("title", "trade"),
    [
        ("Fourniture et acheminement d'électricité", "electricite"),
        ("Étude sur la couverture numérique du territoire", "couverture"),
        ("Réalisation d'un programme d'actions communes", "communication"),
        ("Réalisation de travaux de voirie", "audiovisuel_production"),
        ("Nettoyage des vêtements de travail", "nettoyage"),
        ("Maîtrise d'œuvre pour la réfection de la toiture de l'église", "couverture"),
        ("Refonte du portail internet de la ville", "clotures"),
        ("Impression 3D : acquisition d'une machine", "impression"),
    ],
)
def test_a_word_of_another_trade_in_the_title_is_not_enough(title: str, trade: str) -> None:
    assert trade not in row(SearchNotice("1", title)).main


def test_lots_count_nearly_as_much_as_the_title_and_the_text_less() -> None:
    by_title = trades_for_notice(SearchNotice("1", "Travaux de peinture"))["peinture"]
    by_lot = trades_for_notice(SearchNotice("1", "Extension de l'école", lots=("Peinture",)))["peinture"]
    by_text = trades_for_notice(SearchNotice("1", "Extension", text="mot " * 200 + "de la peinture"))["peinture"]
    assert by_title > by_lot > by_text > 0


def test_the_codes_of_a_notice_tell_its_trade_even_when_no_word_does() -> None:
    assert "peinture" in row(SearchNotice("1", "Marché 2026-04", cpv=("45442100",))).main
    assert "nettoyage" in row(SearchNotice("1", "Marché", text="Code CPV principal : 90910000")).main


def test_an_acronym_counts_when_it_is_written_as_one() -> None:
    assert "ssi" in row(SearchNotice("1", "Remplacement du S.S.I. du musée")).main
    assert "cvc" in row(SearchNotice("1", "Lot 7 CVC")).main
    assert trades_for_notice(SearchNotice("1", "TRAVAUX A L OPC DE LA VILLE DE RIS")).get("opc", 0) <= 4


@pytest.mark.parametrize(
    "title",
    [
        "Mission de maîtrise d'œuvre pour la construction d'une école",
        "Assistance à maîtrise d'ouvrage pour le marché de nettoyage",
        "Etude de faisabilité d'une chaufferie bois",
        "Diagnostic amiante avant travaux",
        "Élaboration du schéma directeur d'assainissement",
        "Contrôle technique de la construction du gymnase",
        "Audit énergétique des bâtiments communaux",
        "Inventaire faune flore du marais",
    ],
)
def test_a_study_is_told(title: str) -> None:
    assert is_study(title)


@pytest.mark.parametrize(
    "title",
    [
        "Travaux de couverture de l'église",
        "Mission de gardiennage du parc des expositions",
        "Prestations de formation et d'accompagnement des agents au secourisme",
        "Fourniture d'équipements pour le bureau d'études",
        "Transport scolaire",
        "Marché de travaux : étude et construction d'une passerelle",
    ],
)
def test_what_is_no_study_is_told(title: str) -> None:
    assert not is_study(title)


def test_the_type_of_contract_settles_it() -> None:
    assert not is_study("Diagnostic et réfection de la toiture", "travaux")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Construction d'une école élémentaire", True),
        ("Réhabilitation énergétique de 40 logements", True),
        ("Restructuration de la salle polyvalente", True),
        ("Maîtrise d'œuvre pour la construction d'une école", False),
        ("Aménagement de la rue de la Gare et de son assainissement", False),
        ("Fourniture de papier", False),
    ],
)
def test_building_works_are_told(title: str, expected: bool) -> None:
    assert is_building(title) is expected


def test_building_works_are_told_by_their_code() -> None:
    assert is_building("Opération Les Tilleuls", ("45214210",))


def test_trades_that_tie_come_in_one_order() -> None:
    """Whatever the seed of hashes: by score, then by id."""
    tied = row(SearchNotice("1", "Peinture, carrelage, vitrerie, charpente")).main
    scores = trades_for_notice(SearchNotice("1", "Peinture, carrelage, vitrerie, charpente"))
    assert list(tied) == sorted(tied, key=lambda one: (-round(scores[one], 2), one))
    assert set(tied) >= {"peinture", "carrelage", "vitrerie", "charpente"}
