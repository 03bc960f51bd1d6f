"""What any engine promises: the same answers, whatever stores the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from search.contract import Engine, SearchRequest
from tests.search.examples import BOULOGNE, CAB, NOTICES, NOW, OUTREAU, notice


def ids(engine: Engine, text: str = "", **given: object) -> set[str]:
    """The notices that a search finds."""
    return {hit.id for hit in engine.search(SearchRequest(text=text, **given)).hits}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("peinture intérieure", "T-1"),
        ("PEINTURE INTERIEURE", "T-1"),
        ("couvreur", "T-5"),  # the trade's own word; the notice says couverture
        ("réfection d'église", "T-5"),
        ("denrée", "T-3"),
        ("Jules Verne", "T-1"),
        ("ardoises", "T-5"),
        ("Boulogne sur Mer", "T-3"),
        ('"espaces verts"', "T-4"),
        ("menuis*", "T-2"),
        ("acheteur:calais", "T-4"),
        ('acheteur:"ville de boulogne sur mer"', "T-3"),
        ("commune:desvres", "T-5"),
        ('commune:"Boulogne-sur-Mer"', "T-3"),
        ("cpv:15", "T-3"),
        ("cpv:45261210-9", "T-5"),
        ("cpv:77310000", "T-4"),
    ],
)
def test_words_find_the_notice(engine: Engine, text: str, expected: str) -> None:
    found = engine.search(SearchRequest(text=text))
    assert found.hits[0].id == expected


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("menuiseries -amiante -désamiantage", "T-2"),
        ('"verts espaces"', "T-4"),
        ('"gymnase menuiseries"', "T-2"),  # the end of the title, then the start of the first lot
        ('"aluminium désamiantage"', "T-2"),  # the end of a lot, then the start of the next
        ("commune:outreau denrées", "T-3"),
    ],
)
def test_words_leave_out_the_notice(engine: Engine, text: str, missing: str) -> None:
    assert missing not in ids(engine, text)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"commune": BOULOGNE}, {"T-3"}),
        ({"epci": CAB}, {"T-1", "T-2", "T-3", "T-6", "T-7"}),
        ({"centre": OUTREAU, "within_km": 5.0}, {"T-1", "T-2", "T-3", "T-6", "T-7"}),
        ({"centre": OUTREAU, "within_km": 25.0}, {"T-1", "T-2", "T-3", "T-5", "T-6", "T-7"}),
        ({"buyer": "216201939"}, {"T-4"}),
        ({"cpv": "45"}, {"T-1", "T-2", "T-5", "T-6", "T-7"}),
        ({"cpv": "45442000"}, {"T-1", "T-6"}),
        ({"kind": "award"}, {"T-6"}),
        ({"procedure": "AOO"}, {"T-3"}),
        ({"contract_type": "services"}, {"T-4"}),
        ({"amount_min": Decimal(30_000), "amount_max": Decimal(40_000)}, {"T-1"}),
        ({"amount_min": Decimal(30_001)}, {"T-2"}),
        ({"allotted": True}, {"T-2"}),
        ({"social_clause": True}, {"T-2"}),
        ({"reserved": True}, {"T-4"}),
        ({"since": date(2026, 2, 10), "contract_type": "fournitures"}, {"T-3"}),
        ({"since": date(2026, 2, 11), "contract_type": "fournitures"}, set()),
        ({"open_on": NOW}, {"T-1", "T-2", "T-3", "T-4", "T-5"}),
        ({"open_on": NOW, "deadline_to": datetime(2026, 3, 6, 12, 0)}, {"T-2"}),
        ({"deadline_from": datetime(2026, 3, 30, 12, 0)}, {"T-1", "T-3", "T-4"}),
        ({"trade": "couverture"}, {"T-5"}),
        ({"departement": "59"}, set()),
    ],
)
def test_filters(engine: Engine, given: dict[str, object], expected: set[str]) -> None:
    assert ids(engine, **given) == expected


def test_sorting_and_pages(engine: Engine) -> None:
    by_deadline = engine.search(SearchRequest(open_on=NOW, sort="deadline")).hits
    assert [by_deadline[0].id, by_deadline[-1].id] == ["T-2", "T-5"]  # first to close; no date known: last
    recent = engine.search(SearchRequest(sort="published")).hits
    assert recent[-1].id == "T-6"
    near = engine.search(SearchRequest(centre=BOULOGNE, sort="distance")).hits
    assert (near[0].id, near[-1].id) == ("T-3", "T-4")
    pages = [engine.search(SearchRequest(sort="deadline", page=page, per_page=3)) for page in (1, 2, 3, 4)]
    assert [len(one.hits) for one in pages] == [3, 3, 1, 0]
    assert {hit.id for one in pages for hit in one.hits} == {one.id for one in NOTICES}
    assert {one.total for one in pages} == {7}


def test_a_hit_says_its_trades_and_why(engine: Engine) -> None:
    hit = engine.search(SearchRequest(text="peintre intérieur")).hits[0]
    assert hit.id == "T-1"
    assert any("einture" in trade for trade in hit.trades)
    assert "intérieure" in hit.why


def test_a_misspelt_trade_is_corrected(engine: Engine) -> None:
    found = engine.search(SearchRequest(text="menuizerie"))
    assert found.suggestion is not None
    assert found.suggestion_used
    assert "T-2" in {hit.id for hit in found.hits}


def test_nothing_found_is_a_sentence(engine: Engine) -> None:
    found = engine.search(SearchRequest(text="zzzzqqq"))
    assert (found.total, found.hits) == (0, ())
    assert found.message


def test_without_an_index_an_answer_says_so(empty: Engine) -> None:
    assert "tremplin index rebuild" in (empty.search(SearchRequest(text="peinture")).message or "")
    assert empty.status()["ok"] is False
    assert empty.suggest("peintur") is None


def test_an_update_adds_replaces_and_forgets(engine: Engine) -> None:
    changed = replace(NOTICES[0], title="Travaux de serrurerie de l'école")
    engine.update([changed, notice(8, "Élagage des arbres du parc", contract_type="services")], ["T-4"])
    assert "T-1" not in ids(engine, '"peinture intérieure"')
    assert "T-1" in ids(engine, "serrurerie")
    assert "T-8" in ids(engine, "élagage")
    assert "T-4" not in ids(engine)
    assert engine.status()["notices"] == 7


def test_the_first_update_makes_the_index(empty: Engine) -> None:
    empty.update(NOTICES[:2], [])
    assert empty.status()["notices"] == 2
    assert "T-1" in ids(empty, "peinture")


def test_many_small_updates_are_merged_and_lose_nothing(engine: Engine) -> None:
    for number in range(100, 118):
        engine.update(
            [notice(number, f"Balayage de la rue numéro {number}", contract_type="services")], [f"T-{number - 9}"]
        )
        before = ids(engine, "balayage rue")
        engine.tidy()
        assert ids(engine, "balayage rue") == before
    kept = {f"T-{number}" for number in range(109, 118)}
    assert ids(engine, "balayage rue") >= kept
    assert {one for one in ids(engine, per_page=100) if int(one[2:]) >= 100} == kept
    assert ids(engine, '"rue numéro 115"') == {"T-115"}
    assert "T-5" in ids(engine, "ardoise*") | ids(engine, "ardoises")
    assert engine.status()["notices"] == 7 + 9


def test_open_and_archive_are_apart(engine: Engine) -> None:
    status = engine.status()
    assert (status["notices"], status["open"], status["archive"]) == (7, 5, 2)
    assert status["ok"] is True
    assert status["generation"]
