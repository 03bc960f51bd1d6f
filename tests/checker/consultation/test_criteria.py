"""Criteria, sub-criteria, weights, lots."""

from __future__ import annotations

import pytest

from tests.checker.consultation.papers_of import read

SIXTY_FORTY = [("Prix", 60, "%"), ("Valeur technique", 40, "%")]
WRITTEN = {
    "table": "Critères de jugement des offres\nCritère\tPondération\nPrix\t60 %\nValeur technique\t40 %",
    "list": "Les critères de jugement sont les suivants :\n- Prix : 60 %\n- Valeur technique : 40 %",
    "brackets": "Critères d'attribution pondérés :\n1) Prix (60 %)\n2) Valeur technique (40 %)",
    "weight first": "Critères énoncés ci-dessous avec leur pondération\n60% Prix\n40% Valeur technique",
    "one line": "Critères de jugement des offres : Prix (60 %), Valeur technique (40 %).",
    "weights alone": "Critères de choix des offres\nPrix\n60 %\nValeur technique\n40 %",
    "form of the Union": "Critères d'attribution\nCritère de qualité - Nom: Prix / Pondération: 60\nValeur technique - Pondération: 40",
    "leaders": "Art. 6 – Jugement\nPrix .......... 60 %\nValeur technique .......... 40 %",
    "numbered": "Les critères retenus sont pondérés de la manière suivante :\nCritères Pondération\n1-Prix 60.0\n2-Valeur technique 40.0",
    "ranks before the names": "Critères\nRang\tCritère\tPondération\n1\tPrix\t60.0 %\n2\tValeur technique\t40.0 %",
    "coefficients": "ARTICLE 4 – JUGEMENT\nPrix : noté sur 10, coefficient 6 (60 %)\nValeur technique : notée sur 10, coefficient 4 (40 %)",
    "explained": "Critères :\n- Prix, pondération 60 %, jugé au regard du détail estimatif,\n- Valeur technique, pondération 40 %, jugée au regard du mémoire",
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_criteria_in_any_writing(text: str) -> None:
    assert [(one.name, one.weight, one.unit) for one in read(rc=text)["criteria"]] == SIXTY_FORTY


def test_points() -> None:
    text = "Les offres sont notées sur 100 :\n– le prix, pour 45 ;\n– la qualité, pour 55."
    assert [(one.name, one.weight, one.unit) for one in read(rc=text)["criteria"]] == [
        ("le prix", 45, "points"),
        ("la qualité", 55, "points"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "E. Comment les offres sont notées\nPrix sur 60 points\nValeur technique sur 40 points",
        "Les propositions seront notées sur 100 :\nPrix /60\nValeur technique /40",
    ],
)
def test_points_out_of_a_hundred(text: str) -> None:
    found = [(one.name, one.weight, one.unit) for one in read(rc=text)["criteria"]]
    assert found == [("Prix", 60, "points"), ("Valeur technique", 40, "points")]


RANKED = {
    "list": "Les critères sont les suivants, par ordre décroissant d'importance :\n- Prix\n- Qualité des matériaux\n- Délai",
    "numbers": "Critères classés par ordre de priorité : 1. Prix 2. Qualité des matériaux 3. Délai.",
    "sentence": "Le choix se fait selon les critères, par ordre décroissant : prix ; qualité des matériaux ; délai.",
    "puis": "Critères hiérarchisés : le prix, puis la qualité des matériaux, et enfin le délai.",
}


@pytest.mark.parametrize("text", RANKED.values(), ids=RANKED)
def test_criteria_ranked_without_weights(text: str) -> None:
    found = [(one.name, one.weight, one.unit) for one in read(rc=text)["criteria"]]
    assert found == [("Prix", None, "rang"), ("Qualité des matériaux", None, "rang"), ("Délai", None, "rang")]


def test_weights_come_before_ranks() -> None:
    text = "Critères par ordre décroissant d'importance :\n- Prix : 60 %\n- Délai : 40 %"
    assert [(one.weight, one.unit) for one in read(rc=text)["criteria"]] == [(60, "%"), (40, "%")]


SUBS = {
    "weights in the criterion's cell": "Critère\tSous-critère\tPoints\nValeur technique (50 points)\tMoyens humains\t30\n\tDélais\t20\nPrix (50 points)\tMontant\t50",
    "letters and numbers": "Critères\tPoints\nA. Valeur technique\t50\nA1. Moyens humains\t30\nA2. Délais\t20\nB. Prix\t50",
    "letters": "Critères\tPoints\n1. Valeur technique\t50\n1.a Moyens humains\t30\n1.b Délais\t20\n2. Prix\t50",
    "marks": "Critères\tPoints\n1 - Valeur technique\t50\n1.1 Moyens humains\t30\n1.2 Délais\t20\n2 - Prix\t50",
    "sums only": "Critères\tPoints\nValeur technique\t50\nMoyens humains\t30\nDélais\t20\nPrix\t50",
    "dont": "Critère\tPondération\nValeur technique\t50 %\ndont Moyens humains\t30 %\ndont Délais\t20 %\nPrix\t50 %",
    "sums of their parts": "Critères\tSous-critères\tPoints\nValeur technique\tMoyens humains\t30\n\tDélais\t20\nPrix\tMontant\t50",
    "above its parts": "Critère « Valeur technique » – 50 % :\n• Moyens humains (30 %)\n• Délais (20 %)\nCritère « Prix » – 50 %",
    "two columns": "Critère\tPondération\tSous-critère\tPondération\nValeur technique\t50 %\tMoyens humains\t30 %\n\t\tDélais\t20 %\nPrix\t50 %\t\t",
}


@pytest.mark.parametrize("text", SUBS.values(), ids=SUBS)
def test_sub_criteria(text: str) -> None:
    found = read(rc=f"Article 6 - Jugement des offres\n{text}")["criteria"]
    assert [(one.name, one.weight) for one in found] == [("Valeur technique", 50), ("Prix", 50)]
    assert [(one.name, one.weight) for one in found[0].sub] == [("Moyens humains", 30), ("Délais", 20)]


def test_three_weights_that_add_up_stay_three_criteria() -> None:
    text = "Critère\tPondération\nPrix\t50 %\nValeur technique\t30 %\nDélai\t20 %"
    assert [one.weight for one in read(rc=text)["criteria"]] == [50, 30, 20]


def test_criteria_that_differ_by_lot() -> None:
    text = "Jugement des offres\nCritères\tLots 1 et 2\tLot 3\nPrix\t50 %\t60 %\nValeur technique\t50 %\t40 %"
    found = [(one.lot, one.name, one.weight) for one in read(rc=text)["criteria"]]
    assert found == [
        ("1", "Prix", 50), ("1", "Valeur technique", 50), ("2", "Prix", 50), ("2", "Valeur technique", 50),
        ("3", "Prix", 60), ("3", "Valeur technique", 40),
    ]  # fmt: skip


def test_list_for_each_lot() -> None:
    text = "Critères de jugement des offres\nLot 1 : Nettoyage\nPrix 55 %\nQualité 45 %\nLot 2 : Vitrerie\nPrix 20 %\nQualité 80 %"
    found = [(one.lot, one.name, one.weight) for one in read(rc=text)["criteria"]]
    assert found == [("1", "Prix", 55), ("1", "Qualité", 45), ("2", "Prix", 20), ("2", "Qualité", 80)]


@pytest.mark.parametrize(
    "text",
    [
        "Offre économiquement la plus avantageuse appréciée en fonction des critères énoncés dans le règlement.",
        "Une avance de 10 % est versée. La retenue de garantie est de 5 %. Le taux de TVA est de 20 %.",
        "Critères de sélection des candidatures : garanties et capacités techniques et financières.",
        "Très satisfaisant : 100 % des points ; satisfaisant : 75 % ; moyen : 50 %.",
    ],
)
def test_no_weight_no_criterion(text: str) -> None:
    assert read(rc=text)["criteria"] == ()


def test_lots_named_after_the_announcement_are_no_criterion() -> None:
    table = "Critères\tPoints\nPrix\t{}\nValeur technique\t{}\n"
    text = f"Les offres seront notées sur 100 points selon les critères suivants : Lots 1 et 3\n{table.format(40, 60)}Lots 02 et 04\n{table.format(70, 30)}"
    found = {(one.lot, one.name, one.weight) for one in read(rc=text)["criteria"]}
    assert found == {
        (lot, name, weight)
        for lots, price in (("13", 40), ("24", 70))
        for lot in lots
        for name, weight in (("Prix", price), ("Valeur technique", 100 - price))
    }
