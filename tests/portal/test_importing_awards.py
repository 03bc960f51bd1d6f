"""Importing attribution notices: awards beside the DECP, once each, however often and in whatever order."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from observatory import build_snapshot
from portal import award_facts, importing, importing_awards
from portal.cli.importing import import_
from portal.observing import write_reports
from portal.store import AwardFact, AwardRow, NoticeRow, content
from portal.store.imports import keep
from portal.wiring import Services
from procurement.models import Award, NoticeKind, Winner
from tests.observatory.sample import COMPANIES, TOWN, A, B, awards, winner
from tests.portal.test_tender_chances import panel, register
from tests.procurement.test_attribution import notice, won

GOLDEN = Path(__file__).parents[1] / "procurement" / "sources" / "golden"
LOCAL = "40483304800022"


def kept(services: Services) -> dict[str, Award]:
    with services.store.session() as session:
        rows = session.scalars(select(AwardRow)).all()
        return {row.uid: content.award_from_json(row.content) for row in rows}


def bring(services: Services, *names: str) -> importing.Imported:
    done = None
    for name in names:
        done = importing.import_files(services, importing.source_named(name.split("_")[0]), [GOLDEN / name])
    assert done is not None
    return done


def decp_of_the_cleaning() -> Award:
    """The contract of lots 1 and 2 of the golden eForms notice, notified a week after."""
    return Award(
        uid=f"{TOWN}2026-A1", id="2026-A1", source="decp", buyer_siret=TOWN, buyer_name=None, object="Nettoyage des écoles",
        cpv="90919300", notified=date(2026, 1, 22), amount=Decimal(60_000), winners=(Winner(id=LOCAL, siret=LOCAL),),
    )  # fmt: skip


def test_importing_the_same_notices_twice_changes_nothing(services: Services) -> None:
    first = bring(services, "ted_result.raw.xml")
    before = kept(services)
    again = bring(services, "ted_result.raw.xml")
    assert sorted(before) == ["ted:900004-2026#1+2", "ted:900004-2026#3"]
    assert kept(services) == before
    assert first.awards and again.awards
    assert (first.awards.made["ted"], first.awards.changed) == (2, 2)
    assert (again.awards.made["ted"], again.awards.changed) == (2, 0)
    assert dict(first.awards.refused["ted"]) == {"infructueux": 1}


@pytest.mark.parametrize("decp_first", [True, False])
def test_a_contract_the_decp_hold_is_counted_there(services: Services, decp_first: bool) -> None:
    """Whichever comes first: the DECP that arrive after the notice take its place."""
    for step in ("decp", "ted") if decp_first else ("ted", "decp"):
        if step == "ted":
            bring(services, "ted_result.raw.xml")
        else:
            with services.store.session() as session:
                keep(session, [decp_of_the_cleaning()])
            importing_awards.rebuild(services)
    found = kept(services)
    assert found["ted:900004-2026#1+2"].same_as == f"{TOWN}2026-A1"
    assert found["ted:900004-2026#3"].same_as is None
    award_facts.rebuild(services)
    with services.store.session() as session:
        assert set(session.scalars(select(AwardFact.uid))) == {f"{TOWN}2026-A1", "ted:900004-2026#3"}


def test_an_award_leaves_with_its_notice(services: Services) -> None:
    with services.store.session() as session:
        keep(session, [notice("26-1", won("1")), notice("26-2", won())])
    assert importing_awards.rebuild(services).changed == 2
    with services.store.session() as session:
        gone = notice("26-9", kind=NoticeKind.CANCELLATION, related=("boamp:26-1",), published=date(2026, 5, 1))
        keep(session, [gone])
    assert importing_awards.rebuild(services).changed == 1
    assert set(kept(services)) == {"boamp:26-2#1"}


def test_the_command_says_what_became_of_each_attribution(services: Services, monkeypatch: Any) -> None:
    monkeypatch.setenv("TREMPLIN_INSTANCE", str(services.settings.instance))
    path = str(GOLDEN / "boamp_attribution.raw.json")
    told = CliRunner().invoke(import_, ["boamp", path, "--dry-run", "--json"], standalone_mode=False)
    document = json.loads(told.stdout)
    assert document["awards"] == {"made": 3, "elsewhere": 0, "refused": {"infructueux": 1}}
    with services.store.session() as session:
        assert session.scalar(select(func.count()).select_from(NoticeRow)) == 0
    table = CliRunner().invoke(import_, ["boamp", path, "--dry-run"], standalone_mode=False).stdout
    assert "marchés attribués" in table and "infructueux" in table


def test_comparable_contracts_say_how_many_a_notice_alone_tells(services: Services) -> None:
    done = notice("26-1", won("1", winner(LOCAL), offers_received=3), cpv=("45442100",))
    with services.store.session() as session:
        keep(session, [*register(), done])
    importing_awards.rebuild(services)
    award_facts.rebuild(services)
    found = panel(services).comparable
    assert (found.count, found.from_notices) == (1, 1)


def test_the_page_of_quality_shows_the_source_and_the_weight_of_notices(client: Any, services: Services) -> None:
    alone = [
        Award(
            uid=f"boamp:25-7#{n}", id=f"25-7#{n}", source="boamp", buyer_siret=TOWN, buyer_name="Ville d'essai",
            object="Curage", cpv="90470000", notified=date(2025, 6, 1), amount=Decimal(30_000), winners=(winner(firm),),
            notice_id="boamp:25-7",
        )
        for n, firm in enumerate((A, B), 1)
    ]  # fmt: skip
    snapshot = build_snapshot([*awards(), *alone], COMPANIES, [], services.settings.snapshots / "snapshot")
    write_reports(services.settings, snapshot, [2025])
    page = client.get("/observatoire/qualite?annee=2025&signalement=notice_only").text.replace("\u00a0", " ")
    assert 'href="/marches/boamp:25-7"' in page and "avis BOAMP" in page
    assert "2 contrats ne sont connus que par un avis" in page
    assert "à côté" in client.get("/observatoire/methode").text
    assert "SECRET" not in page
