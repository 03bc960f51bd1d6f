"""The steps of a firm's journey, each ending on a page that was examined."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from tests.browser.test_public_pages import examine
from tests.portal.conftest import PASSWORD


def sign_up(page: Any, mails: Path, siret: str, email: str) -> None:
    """From the SIRET to the session, with the mail in between."""
    page.goto("/inscription")
    examine(page)
    page.get_by_label("SIRET").fill(siret)
    with page.expect_navigation():
        page.get_by_role("button", name="Continuer").click()
    examine(page)
    page.get_by_label("Nom de l'entreprise").fill("Peinture de l'Essai")
    page.get_by_label("Vos prénom et nom").fill("Camille Exemple")
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Créer mon compte").click()
    page.wait_for_url("**/courriel-envoye")
    examine(page)
    page.goto(_link(mails, email))
    page.get_by_role("button", name="Confirmer mon adresse").click()
    page.wait_for_url("**/connexion*")
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Me connecter").click()
    page.wait_for_url("**/dossiers*")
    examine(page)


def _link(mails: Path, email: str) -> str:
    """The path of the link of the last mail to this address."""
    for path in sorted(mails.glob("*.eml"), reverse=True):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        found = re.search(r"https?://[^/\s]+(/\S+)", message.get_body(("plain",)).get_content())  # type: ignore[union-attr]
        if email in str(message["To"]) and found:
            return found[1]
    raise AssertionError(f"no mail with a link to {email}")


def open_dossier(page: Any, words: str, title: str) -> None:
    """Search, open the notice, begin the answer."""
    page.goto("/marches")
    page.get_by_label("Votre métier ou votre produit").fill(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    examine(page)
    with page.expect_navigation():
        page.get_by_role("link", name=title).first.click()
    examine(page)
    page.get_by_role("link", name="Préparer ma réponse").or_(
        page.get_by_role("button", name="Préparer ma réponse")
    ).first.click()
    page.wait_for_url("**/dossiers/*")
    examine(page)


def send(page: Any, label: str, files: Mapping[str, bytes], folder: Path) -> None:
    """Choose files and send them; returns once the page shows them all."""
    folder.mkdir(exist_ok=True)
    paths = []
    for name, body in files.items():
        (folder / name).write_bytes(body)
        paths.append(str(folder / name))
    field = page.get_by_label(label)
    field.set_input_files(paths)
    with page.expect_navigation():
        field.locator("xpath=ancestor::form").get_by_role("button", name="Envoyer").click()
    for name in files:
        page.get_by_role("link", name=name, exact=True).first.wait_for()


def wait_for_report(page: Any, seconds: float = 120) -> None:
    """Until the check has ended and the page shows its report."""
    limit = time.monotonic() + seconds
    while page.locator("#check-progress").count() and time.monotonic() < limit:
        page.wait_for_timeout(500)
    assert page.locator("#check-progress").count() == 0, "the check did not end"
    page.reload()
