"""What owners of firms type, well or badly, and the trade they mean."""

from __future__ import annotations

import pytest

from search.meaning import understand
from search.spelling import correct, trade_words
from search.trades import known_stems, trades_for_query

TYPED = [
    ("plombier", "plomberie"),
    ("chauffagiste", "cvc"),
    ("électricien", "electricite"),
    ("ELECTRICIEN", "electricite"),
    ("maçon", "maconnerie"),
    ("macon", "maconnerie"),
    ("toiture", "couverture"),
    ("toitures", "couverture"),
    ("placo", "platrerie"),
    ("faux-plafond", "platrerie"),
    ("étancheur", "etancheite"),
    ("carreleuse carrelage", "carrelage"),
    ("réfection d'étanchéité", "etancheite"),
    ("travaux VRD", "vrd"),
    ("goudron enrobé", "voirie"),
    ("élagueur", "elagage"),
    ("tonte de pelouse", "espaces_verts"),
    ("femme de ménage", "nettoyage"),
    ("laveur de carreaux", "nettoyage_vitres"),
    ("dératiseur", "nuisibles"),
    ("tickets resto", "titres_restaurant"),
    ("boucher", "viande"),
    ("autocariste", "autocar"),
    ("taxi", "transport_adapte"),
    ("garagiste", "garage"),
    ("pneus", "pneus"),
    ("webmaster", "site_internet"),
    ("photocopieur", "photocopieurs"),
    ("imprimeur", "impression"),
    ("graphiste", "graphisme"),
    ("photographe", "audiovisuel_production"),
    ("feux d'artifice", "feux_artifice"),
    ("location de chapiteau", "location_evenement"),
    ("architecte", "moe_batiment"),
    ("MOE", "moe_batiment"),
    ("csps", "csps"),
    ("S.P.S.", "csps"),
    ("OPC", "opc"),
    ("AMO", "amo"),
    ("bureau de contrôle", "controle_technique"),
    ("étude de sol", "geotechnique"),
    ("géomètre", "geometre"),
    ("faune flore", "faune_flore"),
    ("audit énergétique", "be_fluides"),
    ("expert-comptable", "finances_conseil"),
    ("avocat", "juridique"),
    ("courtier en assurance", "assurance"),
    ("SST", "formation_secours"),
    ("caces", "formation_conduite"),
    ("EPI", "epi"),
    ("mobilier de bureau", "mobilier_bureau"),
    ("jouets", "jouets"),
    ("lits médicalisés", "materiel_medical"),
    ("vigile", "gardiennage"),
    ("alarme incendie", "ssi"),
    ("extincteurs", "extincteurs"),
    ("vidéo-surveillance", "videosurveillance"),
    ("déchèterie", "dechetterie"),
    ("déchetterie", "dechetterie"),
    ("évacuation de gravats", "dechetterie"),
    ("granulés de bois", "bois_energie"),
    ("panneaux photovoltaïques", "photovoltaique"),
    ("pompes funèbres", "funeraire"),
    ("coiffeuse", "coiffure"),
    ("fleuriste", "fleurs"),
    ("accordeur de piano", "instruments_musique"),
    ("libraire", "livres"),
    ("crèche réservation de berceaux", "petite_enfance"),
    ("intérim", "interim"),
    ("ascensoriste", "ascenseur"),
]


@pytest.mark.parametrize(("typed", "trade"), TYPED)
def test_what_is_typed_means_the_trade(typed: str, trade: str) -> None:
    assert trade in trades_for_query(typed)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("plonbier", "plombier"),
        ("elektricien", "electricien"),
        ("menuizerie", "menuiserie"),
        ("assenissement", "assainissement"),
        ("chaufagiste", "chauffagiste"),
        ("serurerie", "serrurerie"),
        ("nettoiage", "nettoyage"),
        ("espacevert", "espace vert"),
        ("video surveillense", "video surveillance"),
    ],
)
def test_a_misspelt_trade_is_put_right(wrong: str, right: str) -> None:
    assert correct(wrong, known_stems(), trade_words()) == right


@pytest.mark.parametrize("text", ["plombier", "", "ab", "12345", "zzzzzzzzzzzz", "xylokrptq"])
def test_what_is_right_or_beyond_guessing_is_left_alone(text: str) -> None:
    assert correct(text, known_stems(), trade_words()) is None


def test_word_order_accents_and_articles_do_not_matter() -> None:
    same = ["réfection de la toiture", "toiture refection", "REFECTION DE TOITURES"]
    assert len({tuple(sorted(trades_for_query(text))) for text in same}) == 1


def test_two_trades_typed_are_both_meant() -> None:
    assert {"plomberie", "carrelage"} <= trades_for_query("plomberie carrelage").keys()


def test_a_longer_phrase_wins_over_a_word_in_it() -> None:
    assert "boulangerie" not in trades_for_query("peinture routière")
    assert "peinture" not in trades_for_query("peinture routière")


def test_who_asks_a_study_gets_studies_and_who_does_not_gets_works() -> None:
    assert trades_for_query("diagnostic amiante").keys() == {"diagnostics_immobiliers"}
    assert "desamiantage" in trades_for_query("désamiantage")
    assert understand("bureau d'études plomberie").study


@pytest.mark.parametrize("text", ["", "   ", "!!!", "tatoueur", "école", "marché public", "de la du"])
def test_words_of_no_trade_mean_none(text: str) -> None:
    assert trades_for_query(text) == {}


def test_places_and_leftover_words_are_told_apart_from_the_trade() -> None:
    meant = understand("nettoyage des vitres lycée Trifouillis")
    assert meant.trades.keys() == {"nettoyage_vitres"}
    assert "objet:lycee" in meant.things
    assert len(meant.rest) == 1 and meant.rest[0].startswith("trifouil")


def test_a_very_long_text_is_read_without_failing() -> None:
    assert "plomberie" in trades_for_query("plombier " * 5_000)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("terrassier mini pelle", {"terrassement"}),  # a plant hirer says a part of it only
        ("débroussaillage cheminées", {"fumisterie", "espaces_verts", "travaux_forestiers"}),
        ("débroussaillage chemins", {"espaces_verts", "travaux_forestiers"}),  # no chimney
        ("hébergement antivirus", {"cybersecurite", "infogerance"}),  # no shelter, no hotel
    ],
)
def test_words_shared_by_trades_mean_the_one_that_fits_the_rest(typed: str, meant: set[str]) -> None:
    assert trades_for_query(typed).keys() == meant


def test_a_place_beside_a_trade_stays_a_place() -> None:
    swept = trades_for_query("balayeuse voirie")
    assert swept["voirie"] < 0.5 < swept["nettoyage_urbain"]
    assert trades_for_query("voirie")["voirie"] == 1.0
    assert not trades_for_query("rénovation collège")  # no furniture


def test_a_builder_is_told_from_his_technique() -> None:
    assert understand("plombier chauffagiste").artisan
    assert not understand("chauffage").artisan
    assert not understand("jardinier").artisan  # upkeep is his trade


def test_one_letter_of_a_short_word_is_another_word() -> None:
    assert correct("clit", known_stems(), trade_words(), strict=True) is None
    assert correct("klim", known_stems(), trade_words(), strict=True) == "clim"
