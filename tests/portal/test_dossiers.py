"""What the owner of a firm relies on when she prepares a response, and what the support staff do with it."""

from __future__ import annotations

import io

import pytest

from portal import dossier_service, jobs
from portal.demo.dossiers import rules_of_consultation
from portal.store import Decision, Dossier, Role, VaultPiece
from portal.store.imports import keep
from portal.wiring import Services
from tests.portal.conftest import PASSWORD
from tests.portal.test_store import a_notice

RC = rules_of_consultation(a_notice(reference="REF-7"))
MEMO = "Mémoire technique\n\nNos moyens humains et notre méthode pour ce chantier.".encode()


@pytest.fixture
def notice_id(services: Services) -> str:
    with services.store.session() as session:
        keep(session, [a_notice(reference="REF-7")])
    return "boamp:26-1"


def only_dossier(services: Services) -> Dossier:
    with services.store.session() as session:
        dossier = session.query(Dossier).one()
        _ = dossier.files, dossier.checks, dossier.firm
        return dossier


@pytest.fixture
def address(client, sign_in, services: Services, notice_id: str) -> str:
    """The page of a dossier the signed-in firm has just begun."""
    sign_in(Role.FIRM)
    client.post("/dossiers", data={"notice_id": notice_id})
    return f"/dossiers/{only_dossier(services).public_id}"


def back_as(client, role: Role) -> None:
    """Sign out, and in again as the account of this role that exists already."""
    client.post("/deconnexion")
    client.post("/connexion", data={"email": f"{role.value}@exemple.fr", "password": PASSWORD})


def send(client, address: str, side: str, *files: tuple[str, bytes]):
    data = {"side": side, "files": [(io.BytesIO(body), name) for name, body in files]}
    return client.post(f"{address}/fichiers", data=data, content_type="multipart/form-data")


def run_checks(services: Services) -> None:
    for check in only_dossier(services).checks:
        jobs.run_check(services, check.id)


def test_preparing_an_answer_twice_opens_the_same_dossier(
    client, services: Services, address: str, notice_id: str
) -> None:
    client.post("/dossiers", data={"notice_id": notice_id})
    page = client.get(address)
    assert "Peinture de l&#39;école" in page.text
    assert "Ajouter le règlement" in page.text


def test_the_report_shows_each_piece_with_the_buyers_words(client, services: Services, address: str) -> None:
    send(client, address, "buyer", ("RC.pdf", RC))
    run_checks(services)
    page = client.get(address)
    assert "Ce que dit l'acheteur" in page.text
    assert "RC.pdf, page 2" in page.text
    assert "sur ce que l&#39;outil a pu lire" in page.text


def test_a_refused_file_does_not_lose_the_others(client, services: Services, address: str, monkeypatch) -> None:
    monkeypatch.setattr(dossier_service, "MAX_FILE_BYTES", 100)
    send(client, address, "firm", ("gros.pdf", b"x" * 101), ("petit.txt", b"bonjour"))
    assert [row.name for row in only_dossier(services).files] == ["petit.txt"]
    assert "gros.pdf" in client.get(address).text


def test_the_same_name_replaces_the_older_file(client, services: Services, address: str) -> None:
    send(client, address, "firm", ("memoire.txt", b"un"))
    send(client, address, "firm", ("memoire.txt", b"deux"))
    (row,) = only_dossier(services).files
    assert services.files.path(row.sha256).read_bytes() == b"deux"
    assert len([one for one in services.settings.files.rglob("*") if one.is_file()]) == 1


def test_a_file_comes_back_as_an_attachment_never_as_a_page(client, services: Services, address: str) -> None:
    send(client, address, "firm", ("page.html", b"<script>alert(1)</script>"))
    (row,) = only_dossier(services).files
    answer = client.get(f"{address}/fichiers/{row.id}")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.mimetype == "application/octet-stream"


def test_a_stranger_gets_404_everywhere(client, services: Services, address: str, sign_in) -> None:
    send(client, address, "buyer", ("RC.pdf", RC))
    run_checks(services)
    client.post("/coffre", data={"files": (io.BytesIO(MEMO), "assurance.txt")}, content_type="multipart/form-data")
    with services.store.session() as session:
        piece = session.query(VaultPiece).one()
        kept = {"piece_id": piece.public_id, "version_id": piece.current.id}
    dossier = only_dossier(services)
    report = dossier_service.latest_report(dossier)
    key = dossier_service.finding_key(report["findings"][0])
    places = kept | {
        "public_id": dossier.public_id,
        "file_id": dossier.files[0].id,
        "check_id": dossier.checks[0].public_id,
        "page": 1,
    }
    client.post("/deconnexion")
    sign_in(Role.FIRM, "autre@exemple.fr")
    seen = 0
    for rule in client.application.url_map.iter_rules():
        if rule.endpoint.startswith(("dossiers.", "team.", "vault.")) and {"public_id", "piece_id"} & rule.arguments:
            values = {name: value for name, value in (places | {"key": key}).items() if name in rule.arguments}
            with client.application.test_request_context():
                from flask import url_for

                target = url_for(rule.endpoint, **values)
            for method in rule.methods - {"HEAD", "OPTIONS"}:
                headers = {"X-CSRFToken": client.token()} if method == "POST" else {}
                answer = client.open(target, method=method, headers=headers)
                assert answer.status_code == 404, (method, target)
                seen += 1
    assert seen >= 20
    assert client.get("/equipe").status_code == 404


def test_help_puts_the_dossier_in_the_queue_and_staff_can_dismiss_with_a_reason(
    client, services: Services, address: str, sign_in
) -> None:
    send(client, address, "buyer", ("RC.pdf", RC))
    send(client, address, "firm", ("memoire.txt", MEMO))
    run_checks(services)
    dossier = only_dossier(services)
    staff_address = f"/equipe/dossiers/{dossier.public_id}"
    client.post("/deconnexion")
    sign_in(Role.SUPPORT)
    assert client.get(staff_address).status_code == 404  # nobody asked yet
    back_as(client, Role.FIRM)
    client.post(f"{address}/aide", data={"message": "Que manque-t-il ?"})
    back_as(client, Role.SUPPORT)
    assert "Que manque-t-il" in client.get("/equipe").text
    report = dossier_service.latest_report(only_dossier(services))
    finding = next(one for one in report["findings"] if one["outcome"] == "non_conforme")
    key = dossier_service.finding_key(finding)
    client.post(f"{staff_address}/constats/{key}", data={"verdict": "dismissed", "reason": ""})
    with services.store.session() as session:
        assert session.query(Decision).count() == 0
    client.post(f"{staff_address}/constats/{key}", data={"verdict": "dismissed", "reason": "Pièce dans le DC2"})
    with services.store.session() as session:
        assert session.query(Decision).one().reason == "Pièce dans le DC2"
    assert "Pièce dans le DC2" in client.get(staff_address).text


def test_the_firm_may_contest_a_finding(client, services: Services, address: str) -> None:
    send(client, address, "buyer", ("RC.pdf", RC))
    send(client, address, "firm", ("memoire.txt", MEMO))
    run_checks(services)
    report = dossier_service.latest_report(only_dossier(services))
    finding = next(one for one in report["findings"] if one["outcome"] == "non_conforme")
    key = dossier_service.finding_key(finding)
    client.post(f"{address}/constats/{key}/contester", data={"words": "Elle est dans le mémoire"})
    assert "Elle est dans le mémoire" in client.get(address).text


def test_deleting_a_dossier_leaves_nothing(client, services: Services, address: str) -> None:
    send(client, address, "firm", ("a.txt", b"a"))
    client.post(f"{address}/supprimer")
    assert client.get(address).status_code == 404
    assert [one for one in services.settings.files.rglob("*") if one.is_file()] == []
