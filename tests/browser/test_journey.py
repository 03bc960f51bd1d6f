"""The whole journey of a firm in Chromium, at the width of a screen and of a phone: sign-up, search, dossier, report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from portal.demo.dossiers import make_dossiers, rules_of_consultation
from portal.demo.world import make_world
from portal.wiring import Services
from procurement import clock
from tests.browser.journey import open_dossier, send, sign_up, wait_for_report
from tests.browser.test_public_pages import examine
from tests.portal.examples import school

pytestmark = pytest.mark.browser
SHARED = Path(__file__).resolve().parents[2].parent / "shared"
REAL_RC = SHARED / "data" / "dossiers" / "real" / "consultations" / "vsgp" / "RC.pdf"
SIRETS = iter(("40483304800022", "55208131766522", "35600000000048", "44306184100047"))  # valid, one for each account


def firm_files() -> dict[str, bytes]:
    """Five files of a firm."""
    world = make_world(("246200729",), firms=20)
    notice = school(reference="2026-PEINT-01", lots=())
    [ready, _faulty, _begun] = make_dossiers([notice] * 3, world.firms[0], clock.local_now())
    names = ["DC1.docx", "DC2.docx", "Attestation RC pro.pdf", "DPGF.xlsx", "Memoire technique.pdf"]
    return {name: ready.firm_files[name] for name in names}


def journey(page: Any, services: Services, rc: bytes, folder: Path, email: str) -> None:
    """Sign-up, search, dossier, the buyer's RC and five files, the report."""
    sign_up(page, services.settings.mails, next(SIRETS), email)
    open_dossier(page, "peinture", "Travaux de peinture")
    send(page, "Documents de l'acheteur à ajouter", {"RC.pdf": rc}, folder)
    wait_for_report(page)
    examine(page)
    send(page, "Vos pièces à ajouter", firm_files(), folder)
    wait_for_report(page)
    examine(page)


@pytest.mark.shared
@pytest.mark.skipif(not REAL_RC.exists(), reason="the real files are not part of the project")
def test_from_sign_up_to_the_report_on_a_real_reglement(
    page: Any, worker: None, live_services: Services, tmp_path: Path
) -> None:
    """A real règlement: its requirements are listed with the buyer's words, and what is missing is said."""
    width = page.viewport_size["width"]
    journey(page, live_services, REAL_RC.read_bytes(), tmp_path, f"vrai-{width}@exemple.fr")
    asked = page.locator("#pieces")
    assert asked.get_by_text("Ce que dit l'acheteur").count() >= 5
    letter = asked.locator("li", has_text="Lettre de candidature (DC1)").first.inner_text()
    assert "Trouvé" in letter and "dans DC1.docx" in letter
    assert "RC.pdf, page 5" in asked.inner_text() or asked.get_by_text("RC.pdf, page 5").count() > 0


def test_the_support_sees_the_dossier_once_help_is_asked(
    page: Any, worker: None, live_services: Services, tmp_path: Path, sign_in_browser: Any
) -> None:
    """The firm asks for help; the support staff find the dossier in their queue, and the page has no fault."""
    width = page.viewport_size["width"]
    rc = rules_of_consultation(school(reference="2026-PEINT-01"))
    journey(page, live_services, rc, tmp_path, f"aide-{width}@exemple.fr")
    page.get_by_label("Votre question").fill("Mon attestation convient-elle ?")
    page.get_by_role("button", name="Demander de l'aide").click()
    page.get_by_text("Aide demandée").wait_for()
    examine(page)
    page.context.clear_cookies()
    sign_in_browser("support")
    examine(page)
    page.get_by_role("link", name="Travaux de peinture").first.click()
    page.get_by_text("Mon attestation convient-elle").wait_for()
    examine(page)
