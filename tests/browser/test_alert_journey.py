"""The journey of an alert in Chromium, at the width of a screen and of a phone: search, save, confirm, mail, set aside, stop."""

from __future__ import annotations

import re
from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest

from portal import indexing
from portal.alert_outbox import send_alerts
from portal.mail import Mailer
from portal.store.imports import keep
from portal.wiring import Services
from procurement import clock
from tests.browser.test_public_pages import examine
from tests.portal.examples import school

pytestmark = pytest.mark.browser


def link(services: Services, email: str, start: str) -> str:
    """The path that begins so in the last mail to an address."""
    for path in sorted(services.settings.mails.glob("*.eml"), reverse=True):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        text = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        if email in str(message["To"]) and (found := re.search(rf"https?://[^/\s]+({start}\S*)", text)):
            return found[1]
    raise AssertionError(f"no mail to {email} links to {start}")


def test_a_visitor_is_alerted_sets_aside_and_stops(page: Any, live_services: Services) -> None:
    """From the search to the end of the mails, without an account; every page is examined."""
    width = page.viewport_size["width"]
    email = f"alertee-{width}@exemple.fr"
    page.goto("/marches?q=peinture&autour=Desvres")
    page.get_by_role("link", name="M'alerter pour cette recherche").click()
    examine(page)
    page.get_by_role("button", name="M'alerter").click()
    page.get_by_role("alert").wait_for()
    examine(page)
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("une fois par semaine").check()
    page.get_by_role("button", name="M'alerter").click()
    page.wait_for_url("**/alertes/courriel-envoye")
    examine(page)
    page.goto(link(live_services, email, "/alertes/confirmer/"))
    examine(page)
    page.get_by_role("button", name="Confirmer mon alerte").click()
    page.wait_for_url("**/alertes")
    page.get_by_text("en route").wait_for()
    examine(page)

    title = f"Peinture du phare, tranche {width}"
    with live_services.store.session() as session:
        keep(session, [school(id=f"boamp:26-9{width}", title=title, deadline=clock.local_now() + timedelta(days=30))])
    indexing.rebuild(live_services)
    now = clock.local_now() + timedelta(days=7 if width == 390 else 8)
    assert send_alerts(live_services, Mailer(live_services.settings), now).sent == 1
    page.goto(link(live_services, email, f"/marches/boamp:26-9{width}"))
    examine(page)
    page.goto(link(live_services, email, "/suivis/ecarter/"))
    examine(page)
    page.get_by_label("C'est trop loin").check()
    page.get_by_role("button", name="Écarter ce marché").click()
    page.goto("/alertes")
    page.get_by_text("Marchés écartés").click()
    examine(page)
    page.get_by_role("link", name="Aperçu").click()
    examine(page)
    page.goto("/alertes")
    page.get_by_role("link", name="Modifier").first.click()
    page.get_by_label("Rayon").select_option("50")
    examine(page)
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("à 50 km de Desvres").first.wait_for()
    page.goto(link(live_services, email, "/alertes/arret/"))
    examine(page)
    page.get_by_role("button", name="Arrêter ces messages").click()
    page.get_by_role("heading", name="C'est arrêté").wait_for()
    examine(page)


def test_a_firm_follows_a_tender(page: Any, live_services: Services, sign_in_browser: Any) -> None:
    """One button on the notice; the calendar's address is in « Mes alertes »."""
    sign_in_browser("firm")
    page.goto("/marches/boamp:26-1006")
    page.get_by_role("button", name="Suivre ce marché", exact=True).click()
    page.get_by_text("Vous suivez ce marché").wait_for()
    examine(page)
    page.goto("/alertes")
    page.get_by_text("Leurs dates dans mon agenda").click()
    page.get_by_role("link", name="Calendrier des dates limites").wait_for()
    examine(page)
    page.get_by_role("button", name="Ne plus suivre").first.click()
    page.get_by_text("Vous ne suivez plus ce marché").wait_for()
