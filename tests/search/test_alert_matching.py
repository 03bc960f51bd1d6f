"""Saved searches against a batch of new notices."""

from __future__ import annotations

import time
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from search.alerts import match
from search.contract import SearchRequest
from search.trades import trades
from search.whoosh_engine import WhooshEngine
from tests.search.examples import BOULOGNE, CALAIS, NOTICES, NOW, notice

SEARCHES = {
    "painter": SearchRequest(text="peinture intérieure"),
    "roofer": SearchRequest(text="couvreur"),
    "near": SearchRequest(text="peinture", centre=BOULOGNE, within_km=10.0, open_on=NOW),
    "caterer": SearchRequest(text="acheteur:boulogne denrées"),
    "all of works": SearchRequest(cpv="45", kind="call"),
    "since": SearchRequest(since=date(2026, 3, 2)),
    "phrase": SearchRequest(text='"espaces verts" -calais'),
    "prefix": SearchRequest(text="menuis*"),
    "nobody": SearchRequest(text="accordeur de piano"),
}


def found(searches: dict[str, SearchRequest]) -> dict[str, set[str]]:
    """The notices of each search that finds some."""
    return {key: {hit.id for hit in hits} for key, hits in match(searches, NOTICES).items()}


def test_each_search_gets_its_notices() -> None:
    told = found(SEARCHES)
    assert "T-1" in told["painter"]
    assert told["roofer"] == {"T-5"}
    assert "T-1" in told["near"]
    assert "T-6" not in told["near"]
    assert told["caterer"] == {"T-3"}
    assert told["all of works"] == {"T-1", "T-2", "T-5", "T-7"}
    assert told["prefix"] == {"T-2"}
    assert told.keys().isdisjoint({"since", "phrase", "nobody"})


@pytest.mark.parametrize("key", [key for key in SEARCHES if key != "nobody"])
def test_a_search_finds_what_the_engine_finds(tmp_path: Path, key: str) -> None:
    engine = WhooshEngine(tmp_path)
    engine.rebuild(NOTICES)
    assert found({key: SEARCHES[key]}).get(key, set()) == {hit.id for hit in engine.search(SEARCHES[key]).hits}


def drawn(count: int) -> dict[str, SearchRequest]:
    """Searches as people save them, drawn with a seed: words of trades, at times a phrase, a beginning, a filter."""
    chance = Random(5)
    made: dict[str, SearchRequest] = {}
    for number in range(count):
        said = chance.choice(chance.choice(trades()).says)
        first = said.split()[0]
        text = chance.choice(
            [said, said, f"{said} école", f'"{said}"', f"{first[:5]}*", f"{said} -amiante", f"{said} cpv:45"]
        )
        filters: list[dict[str, Any]] = [
            {},
            {"departement": "62"},
            {"centre": BOULOGNE, "within_km": 12.0},
            {"contract_type": "travaux", "open_on": NOW},
            {"trade": "peinture"},
        ]
        made[str(number)] = SearchRequest(text=text, per_page=500, **chance.choice(filters))
    return made


def test_searches_drawn_find_what_the_engine_finds(tmp_path: Path) -> None:
    """All of it with the same scores, in the same order; where the engine shows a few unsure notices, no more than these."""
    chance = Random(3)
    places = ("de l'école", "de la mairie", "du gymnase", "de la rue du Moulin")
    many = [
        notice(
            number,
            f"{chance.choice(('Travaux de', 'Fourniture de', 'Entretien :'))} {chance.choice(one.says)} {chance.choice(places)}",
            contract_type=chance.choice(("travaux", "services", None)),
            commune=chance.choice((BOULOGNE, CALAIS)),
            cpv=one.cpv[:1],
            text=f"{chance.choice(chance.choice(trades()).says)}. Visite obligatoire.",
        )
        for number, one in enumerate(chance.choices(trades(), k=150), 100)
    ]
    engine = WhooshEngine(tmp_path)
    engine.rebuild(many)
    searches = drawn(250)
    told, whole = match(searches, many), 0
    for key, request in searches.items():
        answer = engine.search(request)
        if answer.suggestion is not None:
            continue  # nobody is there to agree with another spelling
        expected = {hit.id: hit.score for hit in answer.hits}
        mine = {hit.id: hit.score for hit in told.get(key, ())}
        assert mine.items() <= expected.items(), request.text
        assert list(mine) == [one for one in sorted(expected, key=lambda one: (-expected[one], one)) if one in mine]
        whole += mine == expected
    assert whole > 200


def test_all_hits_come_best_first_whatever_the_page() -> None:
    many = [notice(number, "Travaux de peinture des façades") for number in range(60)]
    hits = match({"a": SearchRequest(text="peinture", page=4, per_page=5)}, many)["a"]
    assert len(hits) == 60
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_word_in_passing_wakes_nobody() -> None:
    passing = notice(
        1,
        "Construction d'un pont",
        text="Le tablier est en béton. " * 60 + "Le pont passe près du magasin de piano.",
        contract_type="travaux",
    )
    assert match({"tuner": SearchRequest(text="accordeur de piano")}, [passing]) == {}


def test_no_notice_and_no_search() -> None:
    assert match(SEARCHES, []) == {}
    assert match({}, NOTICES) == {}


def test_a_notice_twice_in_the_batch_is_told_once() -> None:
    newer = notice(1, "Travaux de peinture des vestiaires", deadline=datetime(2026, 5, 1, 12))
    assert len(match({"a": SearchRequest(text="peinture")}, [newer, newer])["a"]) == 1


def test_hostile_searches_do_not_stop_the_others() -> None:
    told = match({"odd": SearchRequest(text="\x00\ud800(" * 10_000), "painter": SEARCHES["painter"]}, NOTICES)
    assert "painter" in told


def test_many_searches_take_little_time() -> None:
    searches = {
        f"{number}": SearchRequest(
            text=("peinture", "couvreur", "menuiserie", "élagage")[number % 4], departement=f"{number % 90:02d}"
        )
        for number in range(2_000)
    }
    start = time.process_time()
    match(searches, NOTICES)
    assert time.process_time() - start < 2
