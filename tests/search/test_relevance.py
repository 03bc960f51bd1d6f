"""Searches over a small invented town: what comes first, what is left out, when little is shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from search.contract import SearchNotice, SearchRequest, SearchResult
from search.whoosh_engine import WhooshEngine

DAY = date(2026, 3, 2)
FILLER = [
    SearchNotice(f"x{number}", f"Fourniture de matériel divers numéro {number}", "Ville de Bonnefont", published=DAY)
    for number in range(30)
]
NOTICES = [
    SearchNotice("toit", "Réfection de la toiture de la salle des fêtes", "Commune de Bonnefont", published=DAY),
    SearchNotice("toit-moe", "Maîtrise d'œuvre pour la réfection de la toiture de l'église", "Ville d'Ormes"),
    SearchNotice("ecole", "Construction d'une école élémentaire", "Ville d'Ormes", lots=("Gros œuvre", "Couverture")),
    SearchNotice("gymnase", "Réhabilitation du gymnase", "Ville d'Ormes", text="Marché alloti en corps d'état."),
    SearchNotice("moe-ecole", "Mission de maîtrise d'œuvre pour l'extension du groupe scolaire", "Bonnefont"),
    SearchNotice("moe-college", "Maîtrise d'œuvre pour la rénovation du collège", "Département"),
    SearchNotice("moe-pont", "Maîtrise d'œuvre pour la réparation du pont", "Département"),
    SearchNotice("sps", "Mission de coordination en matière de sécurité et de protection de la santé", "Ormes"),
    SearchNotice("menage-a", "Nettoyage des locaux communaux", "Commune d'Ormes"),
    SearchNotice("menage-b", "Nettoyage des locaux communaux", "Commune de Bonnefont"),
    SearchNotice("amo-menage", "Assistance à maîtrise d'ouvrage pour le marché de nettoyage des locaux", "Ormes"),
    SearchNotice("elec", "Fourniture et acheminement d'électricité", "Syndicat"),
    SearchNotice("elec-travaux", "Mise aux normes électriques de la mairie", "Ormes"),
    SearchNotice("cvc-moe", "Maîtrise d'œuvre CVC de l'hôtel de ville", "Ormes"),
    SearchNotice("chaufferie", "Remplacement de la chaudière de l'école", "Ormes"),
    SearchNotice("ruche", "Étude sur la place de la nature en ville", "Ormes", text="Des ruches seront installées."),
    *(
        SearchNotice(f"p{number}", f"Opération {number}", "Ormes", text="mot " * 150 + "les fleurs coupées du parc")
        for number in range(14)
    ),
    *FILLER,
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    made = WhooshEngine(Path(tmp_path_factory.mktemp("index")))
    made.rebuild(NOTICES)
    return made


def ids(engine: WhooshEngine, text: str) -> list[str]:
    return [hit.id for hit in ask(engine, text).hits]


def ask(engine: WhooshEngine, text: str) -> SearchResult:
    return engine.search(SearchRequest(text=text, per_page=100))


def test_a_roofer_finds_roofs_then_buildings_and_the_architects_contract_last(engine: WhooshEngine) -> None:
    found = ids(engine, "couvreur")
    assert found[0] == "toit"
    assert set(found[1:3]) == {"ecole", "gymnase"}
    assert "toit-moe" not in found[:3]


def test_an_architect_finds_missions_on_schools_before_other_missions_and_no_works(engine: WhooshEngine) -> None:
    found = ids(engine, "MOE groupe scolaire")
    assert found[:2] == ["moe-ecole", "moe-college"]
    assert "moe-pont" not in found[:3]
    assert "ecole" not in found[:4]


def test_an_acronym_of_a_technique_finds_its_works_and_its_studies(engine: WhooshEngine) -> None:
    assert ids(engine, "CVC")[:2] == ["chaufferie", "cvc-moe"]


def test_a_written_out_mission_is_found_by_its_acronym(engine: WhooshEngine) -> None:
    assert ids(engine, "csps")[0] == "sps"


def test_the_place_typed_decides_between_alike_notices(engine: WhooshEngine) -> None:
    assert ids(engine, "femme de ménage Bonnefont")[:2] == ["menage-b", "menage-a"]
    assert ids(engine, "femme de ménage Ormes")[:2] == ["menage-a", "menage-b"]


def test_an_electrician_is_not_shown_the_purchase_of_electricity_first(engine: WhooshEngine) -> None:
    assert ids(engine, "électricien")[0] == "elec-travaux"


def test_a_misspelt_word_is_searched_as_it_should_be_written(engine: WhooshEngine) -> None:
    result = ask(engine, "nettoiage des locaux")
    assert result.suggestion_used and result.suggestion == "nettoyage locaux"
    assert result.hits[0].id in ("menage-a", "menage-b")


@pytest.mark.parametrize("text", ["coiffeur en maison de retraite", "tatoueur", "accordeur de piano", "zzzzzz qqqqqq"])
def test_a_purchase_nobody_makes_here_finds_nothing(engine: WhooshEngine, text: str) -> None:
    result = ask(engine, text)
    assert result.total == 0
    assert result.message


def test_words_met_only_in_passing_show_ten_notices_at_most(engine: WhooshEngine) -> None:
    assert 1 <= ask(engine, "fleuriste").total <= 10


def test_plain_words_of_no_trade_are_searched_as_they_are(engine: WhooshEngine) -> None:
    assert ids(engine, "nature en ville") == ["ruche"]


def test_when_no_notice_has_all_the_words_those_with_most_are_shown(engine: WhooshEngine) -> None:
    found = ids(engine, "nature ruches installées xylophone")
    assert found == ["ruche"]


def test_who_builds_sees_works_before_contracts_to_run_a_plant(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    engine.rebuild(
        [
            SearchNotice("contract", "Exploitation des installations de chauffage des écoles", "Ormes"),
            SearchNotice("works", "Remplacement de la chaudière de l'école", "Ormes"),
            *FILLER,
        ]
    )
    assert ids(engine, "plombier chauffagiste")[:2] == ["works", "contract"]


def test_general_words_of_works_show_works_before_studies(engine: WhooshEngine) -> None:
    assert ids(engine, "réfection toiture Bonnefont")[0] == "toit"
    assert ids(engine, "construction")[0] == "ecole"
    assert ids(engine, "rénovation collège") == ["moe-college"]  # a study rather than nothing
