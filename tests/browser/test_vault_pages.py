"""The vault in a real browser, with and without scripts, at the width of a screen and of a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from portal.wiring import Services
from tests.browser.test_public_pages import examine
from tests.portal.conftest import PASSWORD, add_account
from tests.portal.vault_examples import VIGILANCE, read_all

pytestmark = pytest.mark.browser


def sign_in(page: Any, email: str) -> None:
    page.goto("/connexion")
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Me connecter").click()
    page.wait_for_url("**/dossiers")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_piece_is_added_read_and_examined(
    browser: Any, live: str, live_services: Services, tmp_path: Path, width: int, scripts: bool
) -> None:
    """The empty vault, the piece with its date, its own page: no fault where scripts allow axe to look, the same steps where not."""
    email = f"coffre-{width}-{scripts}@exemple.fr"
    add_account(live_services, email)
    context = browser.new_context(
        base_url=live, viewport={"width": width, "height": 900}, bypass_csp=True, java_script_enabled=scripts
    )
    page = context.new_page()
    look = examine if scripts else lambda _page: None
    sign_in(page, email)
    page.goto("/coffre")
    page.get_by_text("Votre coffre est vide").wait_for()
    look(page)
    sent = tmp_path / "vigilance.pdf"
    sent.write_bytes(VIGILANCE)
    page.get_by_label("Vos pièces à ajouter au coffre").set_input_files(str(sent))
    with page.expect_navigation():
        page.get_by_role("button", name="Envoyer").first.click()
    page.get_by_text("lecture en cours").wait_for()
    read_all(live_services)
    page.goto("/coffre")
    page.get_by_role("link", name="Attestation de vigilance (Urssaf)").first.click()
    page.get_by_text("Ce que nous y avons lu").wait_for()
    look(page)
    context.close()
