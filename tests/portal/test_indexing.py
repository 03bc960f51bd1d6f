"""The index kept in step with the database, and made anew from it when it is lost."""

from __future__ import annotations

import json
import logging
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal import indexing
from portal.cli.searching import index, search
from portal.settings import load
from portal.store import NoticeRow
from portal.store.imports import notice_row
from portal.wiring import Services
from procurement.models import Buyer, Notice, NoticeKind
from search.contract import SearchRequest
from search.postgres_engine import PostgresEngine
from search.whoosh_engine import WhooshEngine

TITLES = ("Travaux de peinture de l'école", "Tonte des espaces verts", "Curage des fossés")


def keep(services: Services, titles: tuple[str, ...] = TITLES) -> list[str]:
    """Put notices in the database without indexing them; returns their ids."""
    made = [
        Notice(f"invented:{at}", "invented", NoticeKind.CALL, title, Buyer("Commune d'Outreau"), date(2026, 3, 1))
        for at, title in enumerate(titles)
    ]
    with services.store.session() as session:
        session.add_all(map(notice_row, made))
        session.commit()
    return [one.id for one in made]


def test_an_update_indexes_and_forgets(services: Services) -> None:
    ids = keep(services)
    indexing.rebuild(services)
    with services.store.session() as session:
        session.delete(session.get_one(NoticeRow, ids[2]))
        session.commit()
    assert indexing.update(services, ids) == 2
    assert {hit.id for hit in services.engine.search(SearchRequest()).hits} == set(ids[:2])


@pytest.mark.parametrize("damage", ["missing", "cut", "segment"])
def test_a_lost_index_is_made_anew_from_the_database_and_said(
    services: Services, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    ids = keep(services)
    indexing.rebuild(services)
    folder = services.settings.index
    if damage == "missing":
        shutil.rmtree(folder)
    else:
        path = folder / "CURRENT" if damage == "cut" else next(folder.rglob("columns.npz"))
        path.write_bytes(path.read_bytes()[:-20])
    again = Services(services.settings)  # another process, which read nothing yet
    with caplog.at_level(logging.WARNING, logger="portal.indexing"):
        assert indexing.update(again, ids[:1]) == 3
    assert "refait à partir de la base (3 avis)" in caplog.text
    assert {hit.id for hit in again.engine.search(SearchRequest()).hits} == set(ids)
    again.store.close()


def test_the_commands_speak_json(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(services)
    indexing.rebuild(services)
    monkeypatch.setenv("TREMPLIN_INSTANCE", str(services.settings.instance))
    status = json.loads(CliRunner().invoke(index, ["status", "--json"]).stdout)
    assert (status["ok"], status["notices"]) == (True, 3)
    told = CliRunner().invoke(search, ["peinture", "--sort", "deadline", "--json"]).stdout
    assert [hit["id"] for hit in json.loads(told)["hits"]] == ["invented:0"]


def test_the_engine_is_a_setting(services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(services.engine, WhooshEngine)
    there = replace(services.settings, search_engine="postgresql", database_url="postgresql://localhost/nowhere")
    assert isinstance(Services(there).engine, PostgresEngine)
    monkeypatch.setenv("TREMPLIN_SEARCH_ENGINE", "postgresql")
    with pytest.raises(ValueError, match="database_url"):
        load(tmp_path / "other")
    monkeypatch.setenv("TREMPLIN_SEARCH_ENGINE", "solr")
    with pytest.raises(ValueError, match="choisissez"):
        load(tmp_path / "other")
