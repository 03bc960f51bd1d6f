"""Counts beside the filters: what a click on each would find."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from search.contract import Engine, Facet, SearchRequest
from search.filters import prefix
from tests.search.examples import CAB, NOW, OUTREAU, notice


def counted(engine: Engine, name: str, **given: object) -> dict[str, int]:
    """Value -> count of a facet."""
    facets = engine.search(SearchRequest(**given)).facets  # type: ignore[arg-type]
    return {value: count for value, _, count in facets.get(name, ())}


def test_every_filter_has_its_counts(engine: Engine) -> None:
    assert counted(engine, "contract_type") == {"travaux": 5, "fournitures": 1, "services": 1}
    assert counted(engine, "kind") == {"call": 6, "award": 1}
    assert counted(engine, "procedure") == {"MAPA": 6, "AOO": 1}
    assert counted(engine, "epci") == {CAB: 5, "246200364": 1, "200018083": 1}
    assert counted(engine, "commune")[OUTREAU] == 4
    assert counted(engine, "departement") == {"62": 7}
    assert counted(engine, "buyer")["216206433"] == 4
    assert counted(engine, "allotted") == {"oui": 1}
    assert counted(engine, "social_clause") == {"oui": 1, "non": 1}
    assert counted(engine, "reserved") == {"oui": 1, "non": 1}
    assert counted(engine, "trade")["couverture"] == 1


def test_labels_are_words(engine: Engine) -> None:
    facets = engine.search(SearchRequest()).facets

    def labels(name: str) -> dict[str, str]:
        found: tuple[Facet, ...] = facets[name]
        return {value: label for value, label, _ in found}

    assert labels("commune")[OUTREAU] == "Outreau"
    assert labels("procedure")["MAPA"] == "Procédure adaptée"
    assert labels("buyer")["216206433"] == "Commune d'Outreau"
    assert labels("cpv")["45"] == "Travaux de construction"
    assert labels("departement")["62"] == "Pas-de-Calais (62)"


def test_counts_follow_words_and_the_other_filters(engine: Engine) -> None:
    assert counted(engine, "kind", text="peinture", contract_type="travaux") == {"call": 1, "award": 1}
    assert counted(engine, "commune", cpv="15") == {"62160": 1}


def test_a_chosen_filter_still_counts_the_others(engine: Engine) -> None:
    """What is counted beside a value is what choosing it in place of the present one would find."""
    asked = SearchRequest(contract_type="services")
    for value, _, count in engine.search(asked).facets["contract_type"]:
        assert engine.search(replace(asked, contract_type=value)).total == count


def test_the_cpv_tree_opens_one_level_below_the_chosen_branch(engine: Engine) -> None:
    assert counted(engine, "cpv") == {"45": 5, "15": 1, "77": 1}
    assert counted(engine, "cpv", cpv="45") == {"45": 5, "454": 3, "452": 1, "453": 1}
    assert counted(engine, "cpv", cpv="454") == {"454": 3, "4542": 1, "4544": 2}
    assert counted(engine, "cpv", cpv="45442000") == {"45442": 2, "454421": 2}


@pytest.mark.parametrize(
    ("code", "branch"),
    [
        ("45", "45"),
        ("45000000", "45"),
        ("45210000-2", "4521"),
        ("30000000", "30"),
        ("4545", "4545"),
        ("", ""),
        ("abc", ""),
    ],
)
def test_the_branch_of_a_code(code: str, branch: str) -> None:
    assert prefix(code) == branch


def test_a_code_that_is_none_finds_nothing(engine: Engine) -> None:
    assert engine.search(SearchRequest(cpv="abc")).total == 0


def test_windows_of_time_amount_and_distance(engine: Engine) -> None:
    # On 2 March at 9: T-2 closes on the 6th; T-1, T-3 and T-4 on the 30th; T-5 has no date.
    assert counted(engine, "deadline", open_on=NOW) == {"5": 1, "15": 1, "30": 4}
    assert counted(engine, "amount") == {"0-40000": 1, "100000-500000": 1}
    # Published: five on 1 March, T-3 on 10 February; the award is closed.
    assert counted(engine, "since", open_on=NOW) == {"2026-03-01": 4, "2026-02-23": 4, "2026-01-31": 5}
    # Outreau touches Boulogne; Desvres is 16 km away, Calais 32.
    assert counted(engine, "distance", centre=OUTREAU) == {"10": 5, "20": 6, "30": 6, "50": 7, "100": 7}


def test_a_buyer_outside_the_first_thirty_is_counted_when_chosen(empty: Engine) -> None:
    many = [notice(100 + at, "Balayage", buyer_id=f"21{at % 40:07d}", buyer=f"Commune {at % 40}") for at in range(120)]
    rare = notice(300, "Balayage", buyer_id="219999999", buyer="Commune rare", amount=Decimal(5_000))
    empty.rebuild([*many, rare])
    assert "219999999" not in counted(empty, "buyer")
    assert counted(empty, "buyer", buyer="219999999")["219999999"] == 1


def test_a_notice_with_two_codes_of_a_branch_counts_once(empty: Engine) -> None:
    empty.rebuild([notice(1, "Peinture", cpv=("45442110", "45442121", "45442110"), deadline=datetime(2026, 4, 1, 12))])
    assert counted(empty, "cpv") == {"45": 1}
    assert counted(empty, "cpv", cpv="45") == {"45": 1, "454": 1}
