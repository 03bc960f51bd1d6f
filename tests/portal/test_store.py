"""Migrations match the models; importing the same record twice changes nothing."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from portal.store import Base, NoticeRow, Store, migrate
from portal.store.content import notice_from_json, to_json
from portal.store.imports import keep
from portal.store.notices import get_notice, latest, related
from portal.wiring import Services
from procurement.models import Buyer, Lot, Notice, NoticeKind, Place
from tests.conftest import has_postgresql, postgresql_url


def a_notice(number: str = "26-1", **changes: object) -> Notice:
    fields: dict[str, object] = {
        "id": f"boamp:{number}",
        "source": "boamp",
        "kind": NoticeKind.CALL,
        "title": "Peinture de l'école",
        "buyer": Buyer("Commune de Desvres", place=Place(postcode="62240", city="Desvres")),
        "published": date(2026, 11, 2),
        "deadline": datetime(2026, 12, 4, 12, 0),
        "lots": (Lot("1", "Peinture", amount=Decimal("38000.50")),),
    }
    return Notice(**(fields | changes))  # type: ignore[arg-type]


def test_migrations_give_the_tables_of_the_models(services: Services) -> None:
    Base.metadata.drop_all(services.store.engine)
    migrate.upgrade(services.store)
    assert migrate.differences(services.store) == []


def test_a_notice_comes_back_as_it_went() -> None:
    notice = a_notice()
    assert notice_from_json(to_json(notice)) == notice


def test_importing_twice_changes_nothing(services: Services) -> None:
    with services.store.session() as session:
        assert keep(session, [a_notice(), a_notice("26-2")]) == (2, 0)
    with services.store.session() as session:
        assert keep(session, [a_notice(), a_notice("26-2", title="Autre objet")]) == (1, 1)


def test_a_notice_is_placed_in_its_commune_and_epci(services: Services) -> None:
    with services.store.session() as session:
        keep(session, [a_notice()])
    with services.store.session() as session:
        row = session.get_one(NoticeRow, "boamp:26-1")
        # Desvres is commune 62268, of the CC de Desvres-Samer (SIREN 200018083), in the Pas-de-Calais.
        assert (row.commune, row.epci, row.departement) == ("62268", "200018083", "62")


def test_links_are_followed_both_ways(services: Services) -> None:
    change = a_notice("26-9", kind=NoticeKind.CORRECTION, related=("boamp:26-1",), published=date(2026, 11, 9))
    with services.store.session() as session:
        keep(session, [a_notice(), change])
    with services.store.session() as session:
        assert [one.id for one in related(session, "boamp:26-1")] == ["boamp:26-9"]
        assert [one.id for one in related(session, "boamp:26-9")] == ["boamp:26-1"]
        assert get_notice(session, "boamp:none") is None


def test_closed_notices_are_not_among_the_latest(services: Services) -> None:
    with services.store.session() as session:
        keep(session, [a_notice(), a_notice("26-2", deadline=datetime(2026, 11, 1))])
    with services.store.session() as session:
        assert [one.id for one in latest(session, 5, datetime(2026, 11, 24))] == ["boamp:26-1"]


def test_a_failing_session_keeps_nothing(services: Services) -> None:
    store: Store = services.store
    try:
        with store.session() as session:
            keep(session, [a_notice()])
            raise KeyError
    except KeyError:
        pass
    with store.session() as session:
        assert get_notice(session, "boamp:26-1") is None


def test_every_test_of_the_portal_runs_on_both_databases() -> None:
    if not has_postgresql():
        pytest.skip("no PostgreSQL for tests on this machine (TREMPLIN_TEST_DATABASE_URL names none): SQLite alone")
    url = postgresql_url()
    assert url and url.startswith("postgresql://")
