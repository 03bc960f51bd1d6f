"""Fixtures of the portal's tests: an instance in a temporary folder, the application, the examining client."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import text

from portal import passwords
from portal.app import create_app
from portal.settings import Settings, load
from portal.store import Base, Role, users
from portal.store.base import moment
from portal.wiring import Services
from tests.conftest import has_postgresql, postgresql_url
from tests.portal.examining import ExaminingClient

PASSWORD = "mouette digue phare 62"
SIRET = "73282932000074"


def make_settings(folder: Path, url: str | None = None) -> Settings:
    """Settings of a fresh instance, on its own SQLite file or on the database at `url`."""
    lines = ['base_url = "http://localhost"', *([f'database_url = "{url}"'] if url else [])]
    (folder / "settings.toml").write_text("\n".join(lines), encoding="utf-8")
    return load(folder)


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "SMTP_URL", "TREMPLIN_BASE_URL", "TREMPLIN_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _light_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 with little memory: the tests sign in hundreds of times."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture(params=["sqlite", *(["postgresql"] if has_postgresql() else [])])
def services(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Services]:
    """The services of an empty instance, on each of the two databases (test_store.py says so where there is but one)."""
    url = postgresql_url() if request.param == "postgresql" else None
    made = Services(make_settings(tmp_path, url))
    if url:
        with made.store.engine.begin() as connection:
            connection.execute(text("drop schema public cascade; create schema public"))
    Base.metadata.create_all(made.store.engine)
    yield made
    made.store.close()


@pytest.fixture
def app(services: Services) -> Flask:
    """The application of that instance."""
    made = create_app(services, testing=True)
    made.test_client_class = ExaminingClient
    return made


@pytest.fixture
def client(app: Flask) -> ExaminingClient:
    """A client that examines every page it visits."""
    made = app.test_client()
    assert isinstance(made, ExaminingClient)
    return made


@pytest.fixture
def mails(services: Services) -> Any:
    """Reads the mails written so far: a function that gives (recipient, subject, text) of each, oldest first."""
    from email import message_from_bytes, policy

    def read() -> list[tuple[str, str, str]]:
        messages = [
            message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in sorted(services.settings.mails.glob("*.eml"))
        ]
        return [(str(m["To"]), str(m["Subject"]), m.get_body(("plain",)).get_content()) for m in messages]

    return read


def add_account(services: Services, email: str, role: Role = Role.FIRM, confirmed: bool = True) -> int:
    """An account of the instance, with a firm of its own when its role is FIRM; returns its id."""
    with services.store.session() as session:
        firm = None
        if role is Role.FIRM:
            firm = users.add_firm(session, users.KnownFirm(SIRET), f"Entreprise de {email}")
        user = users.add_user(session, email, "Camille Exemple", passwords.hash_password(PASSWORD), role, firm)
        user.confirmed = moment() if confirmed else None
        return user.id


@pytest.fixture
def sign_in(client: ExaminingClient, services: Services) -> Any:
    """Signs the client in as a new account of a role: `sign_in(Role.SUPPORT)`; returns the account's id."""

    def go(role: Role = Role.FIRM, email: str | None = None) -> int:
        address = email or f"{role.value}@exemple.fr"
        number = add_account(services, address, role)
        answer = client.post("/connexion", data={"email": address, "password": PASSWORD})
        assert answer.status_code == 302, re.sub(r"\s+", " ", answer.text)[-800:]
        return number

    return go
