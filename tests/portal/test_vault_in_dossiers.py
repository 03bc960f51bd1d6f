"""« Prendre dans mon coffre », hostile files in the vault, and who may touch what."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from portal import jobs
from portal.store import CheckState, Dossier, KindChoice, Role
from portal.store.imports import keep
from portal.wiring import Services
from tests.portal.conftest import PASSWORD
from tests.portal.test_dossiers import RC, only_dossier, send
from tests.portal.test_hostile_uploads import HOSTILE, bomb
from tests.portal.test_store import a_notice
from tests.portal.vault_examples import VIGILANCE, pieces, put, read_all

# What is read does not depend on the database that remembers it.
pytestmark = pytest.mark.parametrize("services", ["sqlite"], indirect=True)


@pytest.fixture
def address(client: Any, sign_in: Any, services: Services) -> str:
    """The page of a dossier whose RC asks, among others, the vigilance of the winner."""
    with services.store.session() as session:
        keep(session, [a_notice(reference="REF-7")])
    sign_in(Role.FIRM)
    client.post("/dossiers", data={"notice_id": "boamp:26-1"})
    path = f"/dossiers/{only_dossier(services).public_id}"
    send(client, path, "buyer", ("RC.pdf", RC))
    jobs.run_check(services, only_dossier(services).checks[-1].id)
    return path


def test_a_piece_of_the_vault_goes_into_the_dossier(client: Any, services: Services, address: str) -> None:
    """Beside the line that asks for it; then the file is there, checked, and the vault tells where it serves."""
    assert "Prendre dans mon coffre" not in client.get(address).text
    put(client, ("vigilance.pdf", VIGILANCE))
    (one,) = read_all(services)
    page = client.get(address).text
    assert page.count("Prendre dans mon coffre</button>") == 1 and "vigilance.pdf</a>, valable jusqu'au" in page
    client.post(f"{address}/coffre/{one.public_id}")
    dossier = only_dossier(services)
    assert [row.name for row in dossier.files] == ["RC.pdf", "vigilance.pdf"]
    assert dossier.checks[-1].state == CheckState.WAITING.value
    jobs.run_check(services, dossier.checks[-1].id)
    page = client.get(address).text
    assert "Prendre dans mon coffre</button>" not in page and "vigilance.pdf" in page
    assert "Peinture de l&#39;école" in client.get(f"/coffre/{one.public_id}").text
    client.post(f"/coffre/{one.public_id}/supprimer")
    (row,) = [row for row in only_dossier(services).files if row.name == "vigilance.pdf"]
    assert services.files.path(row.sha256).read_bytes() == VIGILANCE, "the dossier keeps what it took"


def test_a_file_of_a_dossier_is_kept_for_the_next(client: Any, services: Services, address: str) -> None:
    """Offered once, for what serves elsewhere: neither the RC nor a file already in the vault."""
    send(client, address, "firm", ("vigilance.pdf", VIGILANCE), ("memoire.txt", b"Memoire technique"))
    dossier = only_dossier(services)
    jobs.run_check(services, dossier.checks[-1].id)
    page = client.get(address).text
    assert page.count("Garder dans mon coffre</button>") == 1
    (row,) = [one for one in only_dossier(services).files if one.name == "vigilance.pdf"]
    client.post(f"{address}/fichiers/{row.id}/coffre")
    (one,) = read_all(services)
    assert (one.current.sha256, one.current.kind) == (row.sha256, "vigilance_urssaf")
    assert "Garder dans mon coffre</button>" not in client.get(address).text
    client.post(f"{address}/fichiers/{row.id}/coffre")
    assert "est déjà dans votre coffre" in client.get(address).text
    client.post(f"{address}/supprimer")
    assert services.files.path(one.current.sha256).read_bytes() == VIGILANCE, "the vault keeps what it holds"


def test_taking_never_replaces_a_file_of_the_same_name(client: Any, services: Services, address: str) -> None:
    """And what the person said of the piece is known in the dossier."""
    send(client, address, "firm", ("piece.txt", b"autre chose"))
    put(client, ("piece.txt", b"Bonjour"), kind="rib")
    (one,) = read_all(services)
    client.post(f"{address}/coffre/{one.public_id}")
    client.post(f"{address}/coffre/{one.public_id}")
    assert [row.name for row in only_dossier(services).files] == ["RC.pdf", "piece.txt", "piece (2).txt"]
    with services.store.session() as session:
        assert {row.kind for row in session.query(KindChoice)} == {"rib"}


def test_an_ended_piece_is_not_offered(client: Any, services: Services, address: str) -> None:
    """The page says since when, and sends to the vault to replace it."""
    put(client, ("vigilance.pdf", VIGILANCE))
    (one,) = read_all(services)
    client.post(f"/coffre/{one.public_id}/nature", data={"kind": "vigilance_urssaf", "until": "2020-01-31"})
    page = client.get(address).text
    assert "31\u00a0janvier\u00a02020" in page and "Prendre dans mon coffre</button>" not in page


def test_nobody_takes_from_the_vault_of_another(client: Any, services: Services, address: str, sign_in: Any) -> None:
    """A firm with its own dossier does not reach another's piece, nor puts its own into another's dossier."""
    put(client, ("vigilance.pdf", VIGILANCE))
    (theirs,) = read_all(services)
    client.post("/deconnexion")
    sign_in(Role.FIRM, "autre@exemple.fr")
    client.post("/dossiers", data={"title": "Le mien"})
    put(client, ("a.txt", b"la mienne"))
    mine = pieces(services)[1]
    with services.store.session() as session:
        own = session.query(Dossier).filter(Dossier.title == "Le mien").one().public_id
    assert client.post(f"/dossiers/{own}/coffre/{theirs.public_id}").status_code == 404
    assert client.post(f"{address}/coffre/{mine.public_id}").status_code == 404
    assert client.get(f"/coffre/{mine.public_id}/versions/{theirs.current.id}").status_code == 404
    client.post("/deconnexion")
    client.post("/connexion", data={"email": "firm@exemple.fr", "password": PASSWORD})
    assert client.get(f"/coffre/{theirs.public_id}/versions/{theirs.current.id}").data == VIGILANCE


def test_hostile_files_get_a_sentence_and_the_next_is_read(client: Any, services: Services, sign_in: Any) -> None:
    """Empty, cut, locked, false, with entities, a bomb: each says what to do; nothing stops the reader."""
    sign_in()
    put(client, *HOSTILE.items(), ("bombe.zip", bomb()), ("page.html", b"<script>alert(1)</script>"))
    put(client, ("vigilance.pdf", VIGILANCE))
    found = {one.current.name: one for one in read_all(services)}
    assert set(found) == {*HOSTILE, "bombe.zip", "page.html", "vigilance.pdf"}
    for name in (*HOSTILE, "bombe.zip"):
        page = client.get(f"/coffre/{found[name].public_id}").text
        assert "à confirmer" in page and "Traceback" not in page, name
        assert found[name].current.problem or name == "entites.xml", f"nothing was said of {name}"
        assert "root:" not in str(found[name].current.facts), "an entity was followed"
    assert found["vigilance.pdf"].current.kind == "vigilance_urssaf"
    shown = client.get(f"/coffre/{found['page.html'].public_id}/versions/{found['page.html'].current.id}")
    assert shown.headers["Content-Disposition"].startswith("attachment") and "html" not in shown.mimetype


def test_an_archive_is_to_be_sent_file_by_file(client: Any, services: Services, sign_in: Any) -> None:
    """Two pieces in one file have no date of their own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("vigilance.pdf", VIGILANCE)
        archive.writestr("note.txt", "Bonjour")
    sign_in()
    put(client, ("tout.zip", out.getvalue()))
    (one,) = read_all(services)
    assert "ajoutez un à un" in client.get(f"/coffre/{one.public_id}").text


def test_the_next_step_is_to_take_it_from_the_vault(client: Any, services: Services, address: str) -> None:
    """When the first thing that lacks is in the vault, one button does it."""
    send(client, address, "firm", ("memoire.txt", b"Memoire technique de la societe"))
    put(client, ("ae.txt", b"Engagement"), kind="acte_engagement")
    read_all(services)
    jobs.run_check(services, only_dossier(services).checks[-1].id)
    page = client.get(address).text
    first = page[page.index("Prochaine étape") : page.index("Mes fichiers</a>")].replace("\u00a0", " ")
    assert "Acte d&#39;engagement" in first and "Prendre « ae.txt » dans mon coffre" in first


def test_a_vault_that_is_too_large_is_refused_with_a_sentence(client: Any, services: Services, sign_in: Any) -> None:
    sign_in()
    answer = put(client, ("gros.pdf", bytes(26 * 1024 * 1024)))
    assert answer.status_code == 302
    assert "25\u00a0Mo au plus par fichier" in client.get("/coffre").text and pieces(services) == []


def test_the_script_of_the_page_is_answered_in_json(client: Any, services: Services, sign_in: Any) -> None:
    """With scripts, each file is told kept or refused; without, the page says it."""
    sign_in()
    sent = {"files": [(io.BytesIO(b"un"), "a.txt")]}
    headers = {"Accept": "application/json"}
    assert client.post("/coffre", data=sent, headers=headers).json == {"kept": ["a.txt"], "refused": []}
    again = {"files": [(io.BytesIO(b"un"), "b.txt")]}
    answer = client.post("/coffre", data=again, headers=headers)
    assert answer.status_code == 422 and answer.json["kept"] == []
