"""One list from several documents: who is quoted, what is said once, what stands in place of what."""

from __future__ import annotations

import time

import pytest

from checker.consultation.piles import Piles
from checker.consultation.requirements.vocabulary import mentions, wordings
from checker.folding import fold
from checker.kinds import catalogue
from tests.checker.consultation.test_piles_of_buyers import CASES, asked, case

RULES = """5.1 Pièces de la candidature
- le formulaire DC1 ;
- l'attestation d'assurance de responsabilité civile professionnelle.
5.2 Pièces de l'offre
- l'acte d'engagement.
"""
NOTICE = """Conditions de participation :
Situation juridique - références requises : lettre de candidature (DC1).
Capacité économique et financière - références requises : chiffre d'affaires des trois derniers exercices.
"""


def kinds(found: Piles) -> list[str]:
    return [item.kind for item in (*found.candidature, *found.offer, *found.award)]


def test_what_the_regulation_and_the_notice_both_ask_is_asked_once_and_the_regulation_is_quoted() -> None:
    found = asked(("rc", RULES), ("avis_marche", NOTICE))
    letters = [item for item in found.candidature if item.kind == "dc1"]
    assert len(letters) == 1
    assert letters[0].evidence.file == "rc.pdf"
    assert letters[0].as_worded == "le formulaire DC1"


def test_what_only_the_notice_asks_is_added_with_its_own_quote() -> None:
    found = asked(("rc", RULES), ("avis_marche", NOTICE))
    turnover = next(item for item in found.candidature if item.kind == "declaration_ca")
    assert turnover.evidence.file == "avis_marche.pdf"
    assert turnover.years == 3


def test_the_page_is_that_of_the_words() -> None:
    found = asked(
        ("rc", "RÈGLEMENT\fArticle 4 - Objet\f5.1 Pièces de la candidature\n- DC1\f5.2 Pièces de l'offre\n- RIB")
    )
    assert [item.evidence.page for item in (*found.candidature, *found.offer)] == [3, 4]


def test_a_silent_document_gives_nothing() -> None:
    assert kinds(asked(("rc", "RÈGLEMENT DE LA CONSULTATION\nFourniture de chaises."))) == []
    assert kinds(asked()) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Il n'est pas demandé de Kbis.",
        "L'extrait Kbis n'a pas à être fourni.",
        "Les candidats ne sont pas tenus de produire d'extrait Kbis.",
        "Aucun extrait Kbis n'est demandé.",
        "L'extrait Kbis n'est plus exigé depuis le 1er novembre 2021.",
        "Inutile de joindre un extrait Kbis.",
    ],
)
def test_what_is_said_not_to_be_asked_is_not_listed(sentence: str) -> None:
    assert "kbis" not in kinds(asked(("rc", f"4.1 Pièces de la candidature\n- DC1\n{sentence}")))


def test_of_two_documents_in_place_of_one_another_one_is_demanded_and_each_names_the_other() -> None:
    text = "4.1 Pièces de la candidature\n- Déclaration appropriée de banques ou preuve d'une assurance des risques professionnels"
    found = {item.kind: item for item in asked(("rc", text)).candidature}
    assert found["rc_pro"].obligation == "required"
    assert found["attestation_bancaire"].obligation == "optional"
    assert found["rc_pro"].alternative_to == ("attestation_bancaire",)
    assert found["attestation_bancaire"].alternative_to == ("rc_pro",)


def test_the_dume_stands_in_place_of_the_forms() -> None:
    text = "4.1 Pièces de la candidature\n- DC1 ;\n- DC2.\nLe candidat peut remettre un DUME en lieu et place des formulaires."
    found = {item.kind: item for item in asked(("rc", text)).candidature}
    assert found["dume"].obligation == "optional"
    assert set(found["dume"].alternative_to) == {"dc1", "dc2"}


def test_the_dume_that_is_refused_is_not_listed() -> None:
    text = "4.1 Pièces de la candidature\n- DC1 ;\n- DC2.\nLe DUME n'est pas accepté."
    assert "dume" not in kinds(asked(("rc", text)))


def test_the_lots_marked_by_crosses_are_kept() -> None:
    text = "4.1 Pièces de la candidature\nPièce\tLot 1\tLot 2\nDC1\tX\tX\nCertificat Qualibat 2112\t\tX"
    found = {item.kind: item for item in asked(("rc", text)).candidature}
    assert found["qualification_pro"].lots == ("2",)
    assert found["dc1"].lots is None


def test_every_wording_names_a_kind_of_the_catalogue() -> None:
    assert set(wordings()) - {"autre"} <= set(catalogue())


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("attestation de fourniture des déclarations sociales et de paiement des cotisations", "vigilance_urssaf"),
        ("certificat attestant le respect des obligations relatives aux congés payés (CIBTP)", "conges_intemperies"),
        ("attestation d'assurance de responsabilité décennale", "decennale"),
        ("attestation sur l'honneur de non-emploi de salariés étrangers", "declaration_honneur"),
        ("licence de transport intérieur", "agrement_profession"),
        ("cadre de mémoire technique", "cadre_reponse"),
        ("schéma organisationnel de gestion des déchets", "plan_qualite_env"),
        ("acte spécial de sous-traitance", "dc4"),
        ("attestation dassurance", "rc_pro"),
    ],
)
def test_a_document_is_known_by_the_words_buyers_use(words: str, kind: str) -> None:
    assert mentions(fold(words))[0].kind == kind


def test_twenty_pages_take_less_than_half_a_second() -> None:
    text = "\f".join(case(path)["text"] for path in CASES)
    asked(("rc", text))
    start = time.process_time()
    asked(("rc", text))
    assert time.process_time() - start < 0.5
