"""The public pages in a real browser: no accessibility fault, nothing wider than the screen, the journey to a notice."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser
PAGES = [
    "/", "/marches", "/marches?q=peinture&autour=Desvres", "/marches?q=introuvable", "/marches/boamp:26-1001",
    "/marches/boamp:26-1004", "/marches/boamp:26-1005", "/alertes", "/alertes/nouvelle?q=peinture", "/observatoire", "/aide", "/connexion", "/inscription", "/inscription?siret=73282932000074",
    "/inscription?siret=1", "/mot-de-passe-oublie", "/mentions-legales", "/accessibilite", "/confidentialite", "/nulle-part",
]  # fmt: skip


def examine(page: Any) -> None:
    """No violation of axe's rules, and no sideways scrolling."""
    violations = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_accessibility_fault(page: Any, path: str) -> None:
    """axe-core finds nothing."""
    page.goto(path)
    examine(page)


@pytest.mark.parametrize("path", ["/compte", "/dossiers", "/coffre", "/marches/boamp:26-1001"])
def test_a_signed_in_page_has_no_accessibility_fault(page: Any, sign_in_browser: Any, path: str) -> None:
    """The firm's own pages too."""
    sign_in_browser("firm")
    page.goto(path)
    examine(page)


def test_nothing_is_refused_by_the_policy_and_nothing_comes_from_elsewhere(browser: Any, live: str) -> None:
    """With the real content policy: no console error, and every request stays on the site."""
    context = browser.new_context(base_url=live)
    page = context.new_page()
    errors: list[str] = []
    hosts: set[str] = set()
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]) if "://" in request.url else None)
    for path in ("/", "/marches", "/marches/boamp:26-1001", "/observatoire"):
        page.goto(path, wait_until="networkidle")
    context.close()
    assert errors == [] and hosts == {live.split("/")[2]}


def test_from_the_search_box_to_the_notice_with_the_keyboard(page: Any) -> None:
    """Three keys and a word lead to the tender."""
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.get_by_label("Votre métier ou votre produit").fill("peinture")
    page.keyboard.press("Enter")
    page.wait_for_url("**/marches?q=peinture")
    page.get_by_role("link", name="Travaux de peinture").first.click()
    page.get_by_role("link", name="Préparer ma réponse").wait_for()  # is_visible would look before the page has come


def test_the_search_works_without_javascript(browser: Any, live: str) -> None:
    """The same journey with scripts turned off."""
    context = browser.new_context(base_url=live, java_script_enabled=False)
    page = context.new_page()
    page.goto("/marches")
    page.get_by_label("Votre métier ou votre produit").fill("espaces verts")
    page.get_by_role("button", name="Rechercher").click()
    page.get_by_role("link", name="Entretien des espaces verts").wait_for()
    context.close()


def test_a_chart_answers_to_the_pointer_and_stays_a_picture_without_scripts(browser: Any, live: str) -> None:
    """Under the real content policy: the drawing replaces the picture, says the same in words, and tells what a bar means."""
    context = browser.new_context(base_url=live)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto("/observatoire")
    frame = page.locator("[data-spec]").first
    said = frame.locator("img").get_attribute("alt")
    frame.scroll_into_view_if_needed()
    frame.locator("svg[role=img]").wait_for(timeout=20_000)
    assert frame.locator("svg[role=img]").get_attribute("aria-label") == said and not frame.locator("img").count()
    frame.locator(".mark-rect path").first.hover()
    tip = page.locator("#vg-tooltip-element")
    tip.wait_for(state="visible")
    assert "Intervalle à 95 %" in tip.inner_text() and "Contrats" in tip.inner_text()
    assert errors == []
    context.close()
    plain = browser.new_context(base_url=live, java_script_enabled=False)
    page = plain.new_page()
    page.goto("/observatoire")
    assert page.locator("[data-spec] img").first.is_visible()
    plain.close()
