"""What the owner of a firm relies on in « Mon coffre »: nothing lost, nothing shown to others, everything given back."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest

from portal import jobs, vault_service
from portal.dossier_service import Refused
from portal.store import AuditEvent, CheckState, Firm, Role, User, VaultPiece, VaultVersion
from portal.store.base import moment
from portal.wiring import Services
from tests.portal.conftest import PASSWORD
from tests.portal.vault_examples import VIGILANCE, pieces, put, read_all

TODAY = date(2026, 11, 25)


def stored(services: Services) -> int:
    """How many files lie on the disk."""
    return len([one for one in services.settings.files.rglob("*") if one.is_file()])


def test_an_empty_vault_says_what_to_get_and_where(client: Any, sign_in: Any) -> None:
    sign_in()
    page = client.get("/coffre").text
    assert "Votre coffre est vide" in page and page.count("Où l'obtenir, gratuitement") == 10
    assert "urssaf.fr" in page and "votre numéro SIREN suffit" in page


def test_a_piece_is_read_named_and_dated(client: Any, sign_in: Any, services: Services) -> None:
    """Situation of 31 August 2026: it holds until 28 February 2027."""
    sign_in()
    put(client, ("vigilance.pdf", VIGILANCE))
    assert "lecture en cours" in client.get("/coffre").text
    (one,) = read_all(services)
    assert (one.current.kind, one.current.state) == ("vigilance_urssaf", CheckState.DONE.value)
    page = client.get(f"/coffre/{one.public_id}").text
    assert "Attestation de vigilance" in page and "28\u00a0février\u00a02027" in page and "situation au" in page.lower()
    assert "n'est pas celui de votre entreprise" not in page
    assert client.get("/coffre").text.count("Où l'obtenir, gratuitement") == 9


def test_a_piece_of_another_firm_is_said(client: Any, sign_in: Any, services: Services) -> None:
    number = sign_in()
    with services.store.session() as session:
        user = session.get_one(User, number)
        assert user.firm is not None
        user.firm.siret = "55208131766522"
    put(client, ("vigilance.pdf", VIGILANCE))
    (one,) = read_all(services)
    page = client.get(f"/coffre/{one.public_id}").text
    assert "732829320" in page and "n'est pas celui de votre entreprise (552081317)" in page


def test_the_person_says_what_nobody_recognised(client: Any, sign_in: Any, services: Services) -> None:
    """The kind and the last day are hers; a date that cannot be is refused with a sentence."""
    sign_in()
    put(client, ("scan.txt", b"Bonjour"))
    (one,) = read_all(services)
    address = f"/coffre/{one.public_id}"
    assert "à confirmer" in client.get("/coffre").text
    client.post(f"{address}/nature", data={"kind": "nimporte", "until": ""})
    assert "Choisissez dans la liste" in client.get(address).text
    client.post(f"{address}/nature", data={"kind": "decennale", "until": "31/12/2199"})
    assert "Écrivez la date" in client.get(address).text
    client.post(f"{address}/nature", data={"kind": "decennale", "until": "2199-12-31"})
    assert "vérifiez l&#39;année" in client.get(address).text
    last = moment().date() + timedelta(days=200)
    client.post(f"{address}/nature", data={"kind": "decennale", "until": last.isoformat()})
    read_all(services)
    page = client.get(address).text
    assert "Attestation d&#39;assurance décennale" in page and "Date indiquée par vous" in page


def test_replacing_keeps_the_earlier_versions(client: Any, sign_in: Any, services: Services) -> None:
    """Six versions at most, each given back; the same file again is refused."""
    sign_in()
    put(client, ("a0.txt", b"version 0"))
    (one,) = pieces(services)
    for number in range(1, 8):
        sent = {"file": (io.BytesIO(f"version {number}".encode()), f"a{number}.txt")}
        client.post(f"/coffre/{one.public_id}/remplacer", data=sent, content_type="multipart/form-data")
    (one,) = pieces(services)
    assert [version.name for version in one.versions] == [f"a{number}.txt" for number in range(2, 8)]
    assert stored(services) == 6
    answer = client.get(f"/coffre/{one.public_id}/versions/{one.versions[0].id}")
    assert answer.data == b"version 2" and answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    again = {"file": (io.BytesIO(b"version 7"), "encore.txt")}
    client.post(f"/coffre/{one.public_id}/remplacer", data=again, content_type="multipart/form-data")
    assert "que vous avez déjà" in client.get(f"/coffre/{one.public_id}").text


def test_a_replaced_piece_stays_what_it_was(client: Any, sign_in: Any, services: Services) -> None:
    """The new file answers for the same kind even when it is hard to recognise."""
    sign_in()
    put(client, ("vigilance.pdf", VIGILANCE))
    (one,) = read_all(services)
    sent = {"file": (io.BytesIO(b"Photo illisible"), "nouvelle.txt")}
    client.post(f"/coffre/{one.public_id}/remplacer", data=sent, content_type="multipart/form-data")
    (one,) = read_all(services)
    assert one.kind_said == "vigilance_urssaf" and "à confirmer" in client.get("/coffre").text


def test_versions_replaced_a_year_ago_are_forgotten(client: Any, sign_in: Any, services: Services) -> None:
    sign_in()
    put(client, ("a.txt", b"un"))
    (one,) = pieces(services)
    sent = {"file": (io.BytesIO(b"deux"), "b.txt")}
    client.post(f"/coffre/{one.public_id}/remplacer", data=sent, content_type="multipart/form-data")
    with services.store.session() as session:
        assert vault_service.purge(session, services.files, moment() + timedelta(days=364)) == 0
        assert vault_service.purge(session, services.files, moment() + timedelta(days=366)) == 1
    (one,) = pieces(services)
    assert [version.name for version in one.versions] == ["b.txt"] and stored(services) == 1


def test_deleting_leaves_nothing_and_each_gesture_is_written_down(
    client: Any, sign_in: Any, services: Services
) -> None:
    sign_in()
    put(client, ("a.txt", b"un"))
    (one,) = pieces(services)
    client.post(f"/coffre/{one.public_id}/supprimer")
    assert pieces(services) == [] and stored(services) == 0
    assert client.get(f"/coffre/{one.public_id}").status_code == 404
    with services.store.session() as session:
        assert session.query(VaultVersion).count() == 0
        assert [row.action for row in session.query(AuditEvent).order_by(AuditEvent.id)] == [
            "vault_added",
            "vault_deleted",
        ]


def test_one_refused_file_does_not_lose_the_others(
    client: Any, sign_in: Any, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault_service, "MAX_FILE_BYTES", 100)
    sign_in()
    put(client, ("gros.pdf", b"x" * 101), ("petit.txt", b"bonjour"), ("copie.txt", b"bonjour"))
    page = client.get("/coffre").text
    assert [one.current.name for one in pieces(services)] == ["petit.txt"]
    assert "gros.pdf » est trop lourd" in page and "copie.txt » est déjà dans votre coffre" in page
    assert put(client).status_code == 302 and "Aucun fichier" in client.get("/coffre").text


def test_a_vault_has_limits(client: Any, sign_in: Any, services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many pieces, so many bytes, versions counted."""
    monkeypatch.setattr(vault_service, "MAX_PIECES", 2)
    sign_in()
    put(client, ("1.txt", b"un"), ("2.txt", b"deux"), ("3.txt", b"trois"))
    assert len(pieces(services)) == 2 and "contient déjà 2 pièces" in client.get("/coffre").text
    monkeypatch.setattr(vault_service, "MAX_VAULT_BYTES", 8)
    with services.store.session() as session, pytest.raises(Refused, match="trop lourd"):
        user = session.query(User).one()
        one = session.query(VaultPiece).first()
        assert one is not None
        vault_service.replace(session, services.files, user, one, "4.txt", io.BytesIO(b"12345"))


def test_two_firms_with_the_same_bytes_do_not_lose_each_others(client: Any, sign_in: Any, services: Services) -> None:
    sign_in()
    put(client, ("a.txt", b"modele commun"))
    client.post("/deconnexion")
    sign_in(Role.FIRM, "autre@exemple.fr")
    put(client, ("b.txt", b"modele commun"))
    mine, other = pieces(services)
    client.post(f"/coffre/{other.public_id}/supprimer")
    assert services.files.path(mine.current.sha256).read_bytes() == b"modele commun"


def test_only_firms_have_a_vault(client: Any, sign_in: Any) -> None:
    assert client.get("/coffre").location.startswith("/connexion")
    sign_in(Role.SUPPORT)
    assert client.get("/coffre").status_code == 404 and put(client, ("a.txt", b"x")).status_code == 404
    assert 'href="/coffre"' not in client.get("/aide").text


def test_everything_can_be_taken_along(client: Any, sign_in: Any, services: Services) -> None:
    """The archive holds each version; the account's own export too; the deleted account leaves nothing."""
    sign_in()
    put(client, ("a.txt", b"un"), kind="rib")
    (one,) = pieces(services)
    sent = {"file": (io.BytesIO(b"deux"), "b.txt")}
    client.post(f"/coffre/{one.public_id}/remplacer", data=sent, content_type="multipart/form-data")
    archive = zipfile.ZipFile(io.BytesIO(client.get("/coffre/coffre.zip").data))
    assert {archive.read(name) for name in archive.namelist()} == {b"un", b"deux"}
    assert any("identité bancaire" in name and name.endswith("/b.txt") for name in archive.namelist())
    whole = zipfile.ZipFile(io.BytesIO(client.get("/compte/export").data))
    data = json.loads(whole.read("donnees.json"))
    assert [version["name"] for version in data["vault"][0]["versions"]] == ["a.txt", "b.txt"]
    assert sum(name.startswith("coffre/") for name in whole.namelist()) == 2
    client.post("/compte/suppression", data={"suppression-current": PASSWORD})
    with services.store.session() as session:
        assert [session.query(table).count() for table in (User, Firm, VaultPiece, VaultVersion)] == [0, 0, 0, 0]
    assert stored(services) == 0


def test_a_reading_survives_its_worker_and_ends_in_a_sentence(
    client: Any, sign_in: Any, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lost reading is found again; one that always fails says so and keeps the file."""
    sign_in()
    put(client, ("a.txt", b"un"), ("b.txt", b"autre"))
    first, second = (one.current.id for one in pieces(services))
    with services.store.session() as session:
        row = session.get_one(VaultVersion, first)
        row.state, row.attempts, row.lease = CheckState.RUNNING.value, 1, moment() - timedelta(seconds=1)
    assert jobs.recover(services) == 1
    with services.store.session() as session:
        assert session.get_one(VaultVersion, first).state == CheckState.DONE.value

    def broken(*_: Any) -> dict[str, Any]:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("portal.vault_job.read_version", broken)
    jobs.run_reading(services, second)
    page = client.get(f"/coffre/{pieces(services)[1].public_id}").text
    assert "n&#39;a pas pu aller au bout" in page and "secret detail" not in page
