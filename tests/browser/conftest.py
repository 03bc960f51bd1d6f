"""A live portal and a real browser. Without Chromium on the machine, these tests are skipped and say so."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.serving import make_server

from portal.app import create_app
from portal.store import Base, Role
from portal.wiring import Services
from tests.portal.conftest import PASSWORD, add_account, make_settings
from tests.portal.examples import fill

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def live_services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The instance behind the live portal."""
    services = Services(make_settings(tmp_path_factory.mktemp("live")))
    Base.metadata.create_all(services.store.engine)
    fill(services)
    yield services
    services.store.close()


@pytest.fixture(scope="session")
def live(live_services: Services) -> Iterator[str]:
    """The address of a portal with a few notices, a report and an account of each role."""
    services = live_services
    for role in (Role.FIRM, Role.SUPPORT):
        add_account(services, f"{role.value}@exemple.fr", role)
    server = make_server("127.0.0.1", 0, create_app(services, testing=True), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="module")
def worker(live_services: Services) -> Iterator[None]:
    """A background worker beside the live portal, as on a real machine."""
    environment = os.environ | {"TREMPLIN_INSTANCE": str(live_services.settings.instance)}
    process = subprocess.Popen([sys.executable, "-m", "portal.cli", "worker"], env=environment, start_new_session=True)
    yield
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, headless. One per module: Playwright keeps an event loop running, which other tests must not inherit."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(params=[1280, 390], ids=["wide", "phone"])
def page(browser: Any, live: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A fresh page, at the width of a screen and of a phone; `page.goto("/marches")` works."""
    context = browser.new_context(
        base_url=live, viewport={"width": request.param, "height": 900}, locale="fr-FR", bypass_csp=True
    )
    context.set_default_timeout(15000)
    yield context.new_page()
    context.close()


@pytest.fixture
def sign_in_browser(page: Any) -> Any:
    """Signs the page in: `sign_in_browser("firm")`."""

    def go(role: str) -> None:
        page.goto("/connexion")
        page.get_by_label("Adresse électronique").fill(f"{role}@exemple.fr")
        page.get_by_label("Mot de passe").fill(PASSWORD)
        page.get_by_role("button", name="Me connecter").click()

    return go
