"""What a newcomer relies on: the demo is whole, its accounts open, its dossiers are checked, its figures are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from portal import jobs
from portal.app import create_app
from portal.demo import build
from portal.demo.accounts import ACCOUNTS, PASSWORD
from portal.settings import load
from portal.store import AwardRow, Check, CompanyRow, Dossier, NoticeRow, VaultVersion
from portal.wiring import Services
from tests.portal.examining import ExaminingClient


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The demo instance as `make run` builds it, its checks run."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATABASE_URL", "REDIS_URL", "SMTP_URL"):
            patch.delenv(name, raising=False)
        services = Services(load(tmp_path_factory.mktemp("demo")))
        build.build(services)
        with services.store.session() as session:
            checks = list(session.scalars(select(Check.id)))
            kept = list(session.scalars(select(VaultVersion.id)))
        for check in checks:
            jobs.run_check(services, check)
        for version in kept:
            jobs.run_reading(services, version)
        yield services
        services.store.close()


def signed_in(demo: Services, role: str) -> Any:
    app = create_app(demo, testing=True)
    app.test_client_class = ExaminingClient
    client = app.test_client()
    email = next(email for email, _name, one in ACCOUNTS if one.value == role)
    answer = client.post("/connexion", data={"email": email, "password": PASSWORD})
    assert answer.status_code == 302, f"{email} cannot sign in"
    return client


@pytest.mark.parametrize("role", [role.value for _email, _name, role in ACCOUNTS])
def test_every_printed_account_signs_in(demo: Services, role: str) -> None:
    assert "Mon compte" in signed_in(demo, role).get("/compte").text


def test_the_sample_has_its_announced_size(demo: Services) -> None:
    with demo.store.session() as session:
        sizes = [
            session.scalar(select(func.count()).select_from(row)) for row in (NoticeRow, AwardRow, CompanyRow, Dossier)
        ]
    assert sizes == [300, 2000, 400, 3]


def test_tenders_are_open_today_and_found_by_trade(demo: Services) -> None:
    page = signed_in(demo, "firm").get("/marches?q=peintre").text
    assert "il reste" in page and "peinture" in page


def test_the_three_dossiers_are_checked(demo: Services) -> None:
    """One nearly ready, one with faults (prices that disagree, an insurance that ended), one just begun."""
    with demo.store.session() as session:
        reports = [dossier.checks[-1].report for dossier in session.scalars(select(Dossier).order_by(Dossier.id))]
        found = [{one["rule"] for one in report["findings"] if one["outcome"] == "non_conforme"} for report in reports]
    ready, faulty, _begun = found
    assert ready == set()
    assert {"A01", "E04", "H12"} <= faulty
    client = signed_in(demo, "firm")
    addresses = set(re.findall(r'href="(/dossiers/[\w-]+)"', client.get("/dossiers").text))
    assert len(addresses) == 3
    for address in addresses:
        assert "Pièces demandées" in client.get(address).text


def test_the_vault_shows_every_state(demo: Services) -> None:
    """One piece has ended, one ends within the month, one asks what it is, the others hold; some serve in a dossier."""
    page = signed_in(demo, "firm").get("/coffre").text
    assert all(words in page for words in ("expirée le", "expire bientôt", "à confirmer", "Attestation de vigilance"))
    assert page.count(" valable</span>") == 4


def test_the_observatory_has_figures_for_each_year(demo: Services) -> None:
    page = signed_in(demo, "authority").get("/observatoire").text
    assert "les TPE-PME du territoire ont remporté" in page
    assert "Commune de" in page, "buyers are named, not numbered"


def test_a_second_start_changes_nothing(demo: Services) -> None:
    marker = demo.settings.instance / "demo-built"
    before = marker.stat().st_mtime_ns
    build.build(demo)
    assert marker.stat().st_mtime_ns == before
    assert Path(demo.settings.instance / "sample").is_dir()
