"""What people correct wins over what was read, serves the others who answer the same notice, and stays as a labelled case."""

from __future__ import annotations

from typing import Any

import pytest

from checker import kinds
from portal import dossier_service, jobs
from portal.store import AuditEvent, ConsultationCorrection, Dossier, KindChoice, Role
from portal.wiring import Services
from tests.portal.test_dossiers import MEMO, RC, address, back_as, notice_id, run_checks, send

__all__ = ["address", "notice_id"]


def newest(services: Services, number: int = 0) -> dict[str, Any]:
    """Run the waiting checks; the newest report of a dossier."""
    with services.store.session() as session:
        waiting = [check.id for one in session.query(Dossier) for check in one.checks if check.report is None]
    for check_id in waiting:
        jobs.run_check(services, check_id)
    with services.store.session() as session:
        report = dossier_service.latest_report(session.query(Dossier).order_by(Dossier.id).all()[number])
    assert report is not None
    return report


@pytest.fixture
def asked_for_help(client: Any, services: Services, address: str, sign_in: Any) -> str:
    """The staff's page of the consultation of a dossier where help was asked; a member of staff is signed in."""
    send(client, address, "buyer", ("RC.pdf", RC))
    send(client, address, "firm", ("memoire.txt", MEMO))
    run_checks(services)
    client.post(f"{address}/aide", data={"message": "Bonjour"})
    client.post("/deconnexion")
    sign_in(Role.SUPPORT)
    return address.replace("/dossiers/", "/equipe/dossiers/") + "/consultation"


def test_the_firm_says_what_a_file_is(client: Any, services: Services, address: str) -> None:
    send(client, address, "buyer", ("RC.pdf", RC))
    send(client, address, "firm", ("piece.txt", b"Quelques mots sur notre maison."))
    run_checks(services)
    assert "Ce document est" in client.get(f"{address}/fichiers/2/nature").text
    client.post(f"{address}/fichiers/2/nature", data={"kind": "references"})
    report = newest(services)
    assert [one["kind"] for one in report["files"]] == ["references"]
    with services.store.session() as session:
        choice = session.query(KindChoice).one()
        assert (choice.kind, len(choice.sha256)) == ("references", 64)
    client.post(f"{address}/fichiers/2/nature", data={"kind": "nulle-part"})
    assert "Choisissez dans la liste" in client.get(address).text


def test_staff_correct_the_deadline_and_the_report_follows(
    client: Any, services: Services, asked_for_help: str
) -> None:
    page = client.get(asked_for_help).text
    assert "Date limite de remise" in page and "RC.pdf, page 1" in page
    client.post(asked_for_help, data={"target": "deadline", "value": "2027-01-15T16:00"})
    report = newest(services)
    assert report["consultation"]["deadline"]["value"] == "2027-01-15T16:00"
    assert "Corrigé" in client.get(asked_for_help).text
    with services.store.session() as session:
        kept = session.query(ConsultationCorrection).one()
        assert kept.was["value"] == "2026-12-04T12:00", "what the program had read is the other half of the label"
        assert session.query(AuditEvent).filter_by(action="consultation_corrected").count() == 1


def test_staff_take_a_piece_off_and_add_one(client: Any, services: Services, asked_for_help: str) -> None:
    before = {one["kind"] for one in newest(services)["consultation"]["offer_documents"]}
    assert "memoire_technique" in before and "planning" not in before
    client.post(asked_for_help, data={"target": "offer_documents", "item": "un memoire technique", "action": "remove"})
    words = "Un planning d'exécution"
    client.post(
        asked_for_help,
        data={"target": "offer_documents", "kind": kinds.label("planning"), "obligation": "required",
              "quote": words, "file": "RC.pdf", "page": "2"},
    )  # fmt: skip
    asked = {one["kind"]: one for one in newest(services)["consultation"]["offer_documents"]}
    assert "memoire_technique" not in asked
    assert asked["planning"]["evidence"]["quote"] == words and asked["planning"]["evidence"]["page"] == 2


def test_another_firm_on_the_same_notice_profits(
    client: Any, services: Services, asked_for_help: str, notice_id: str, sign_in: Any
) -> None:
    client.post("/deconnexion")
    sign_in(Role.FIRM, "autre@exemple.fr")
    answer = client.post("/dossiers", data={"notice_id": notice_id})
    send(client, answer.headers["Location"], "buyer", ("RC.pdf", RC))
    back_as(client, Role.SUPPORT)
    client.post(asked_for_help, data={"target": "offer_validity_days", "value": "180"})
    newest(services)
    assert newest(services, 1)["consultation"]["offer_validity_days"]["value"] == 180


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"target": "deadline", "value": "demain"}, "Écrivez la date et l&#39;heure"),
        ({"target": "offer_validity_days", "value": "beaucoup"}, "nombre entier"),
        ({"target": "procedure", "value": "GRE_A_GRE"}, "Choisissez une valeur"),
        ({"target": "warnings", "value": "x"}, "ne peut pas être corrigé"),
        ({"target": "offer_documents", "kind": "Une chose", "obligation": "required"}, "Choisissez dans la liste"),
    ],
)
def test_what_cannot_be_understood_is_said(
    client: Any, services: Services, asked_for_help: str, data: dict[str, str], sentence: str
) -> None:
    client.post(asked_for_help, data=data)
    assert sentence in client.get(asked_for_help).text
    with services.store.session() as session:
        assert session.query(ConsultationCorrection).count() == 0
