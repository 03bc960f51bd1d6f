"""Whatever a firm sends by mistake or malice: a sentence for that file, nothing else lost, and the worker goes on."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from portal import jobs
from portal.demo.dossiers import rules_of_consultation
from portal.store import CheckState, Dossier, Role
from portal.store.imports import keep
from portal.wiring import Services
from tests.portal.test_dossiers import only_dossier, send
from tests.portal.test_store import a_notice

# What is read does not depend on the database that remembers it.
pytestmark = pytest.mark.parametrize("services", ["sqlite"], indirect=True)
RC = rules_of_consultation(a_notice(reference="REF-7"))


def bomb() -> bytes:
    """A ZIP of half a megabyte that would unfold into six hundred."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(2):
            with archive.open(f"{number}.txt", "w", force_zip64=True) as member:
                for _ in range(300):
                    member.write(bytes(1024 * 1024))
    return out.getvalue()


def long_pdf(pages: int) -> bytes:
    """A PDF with this many empty pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def encrypted() -> bytes:
    """The RC, locked with a password."""
    from pypdf import PdfWriter

    writer = PdfWriter(io.BytesIO(RC))
    writer.encrypt("secret", algorithm="AES-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&b;&x;</d>"""

HOSTILE = {
    "vide.pdf": b"",
    "espace.txt": b" \n",
    "coupe.pdf": RC[: len(RC) // 3],
    "verrou.pdf": encrypted(),
    "image.docx": b"\x89PNG\r\n\x1a\n" + bytes(40),
    "programme.pdf": b"MZ" + bytes(200),
    "entites.xml": ENTITIES,
    "zip_casse.zip": b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, 0, 9, 9, 1, 0) + b"a",
}


@pytest.fixture
def address(client: Any, sign_in: Any, services: Services) -> str:
    """The page of a dossier the signed-in firm has just begun, the RC already there."""
    with services.store.session() as session:
        keep(session, [a_notice(reference="REF-7")])
    sign_in(Role.FIRM)
    client.post("/dossiers", data={"notice_id": "boamp:26-1"})
    path = f"/dossiers/{only_dossier(services).public_id}"
    send(client, path, "buyer", ("RC.pdf", RC))
    return path


def checked(services: Services) -> dict[str, Any]:
    """Run the last check here and now; the report it ended with."""
    check = only_dossier(services).checks[-1]
    jobs.run_check(services, check.id)
    done = only_dossier(services).checks[-1]
    assert done.state == CheckState.DONE.value, done.error
    return dict(done.report)


def said_of(report: dict[str, Any], name: str) -> list[str]:
    """What the report tells of a file that could not be read."""
    return [
        one["message"]
        for one in report["findings"]
        if one["rule"] == "L01" and one["file"] == name and one["outcome"] != "conforme"
    ]


def test_each_bad_file_gets_its_sentence_and_the_good_one_is_read(
    client: Any, services: Services, address: str
) -> None:
    send(client, address, "firm", *HOSTILE.items(), ("memoire.txt", "Mémoire technique de l'entreprise".encode()))
    kept = {row.name for row in only_dossier(services).files}
    page = client.get(address).text
    report = checked(services)
    for name in HOSTILE:
        assert (name not in kept and name in page) or said_of(report, name), f"nothing was said of {name}"
    assert "memoire.txt" in kept and said_of(report, "memoire.txt") == []
    assert all("Traceback" not in one["message"] for one in report["findings"])
    assert "root:" not in str(report), "an entity was followed"


@pytest.mark.parametrize(("name", "make"), [("bombe.zip", bomb), ("long.pdf", lambda: long_pdf(2000))])
def test_a_bomb_and_an_endless_file_cost_only_themselves(
    client: Any, services: Services, address: str, name: str, make: Any
) -> None:
    send(client, address, "firm", (name, make()), ("memoire.txt", b"Memoire technique"))
    report = checked(services)
    assert {one["name"] for one in report["files"]} >= {"memoire.txt"}
    assert any(name in str(one["message"]) for one in report["findings"] if one["outcome"] != "conforme"), (
        f"nothing was said of {name}"
    )
    send(client, address, "firm", ("dc1.txt", b"DC1 lettre de candidature"))
    assert "dc1.txt" in {one["name"] for one in checked(services)["files"]}, "the next check must run as usual"


def test_500_megabytes_are_refused_with_a_sentence(
    client: Any, services: Services, address: str, tmp_path: Path
) -> None:
    """The answer says what the limit is, and what was there stays."""
    with (tmp_path / "gros.pdf").open("wb+") as large:
        large.truncate(500 * 1024 * 1024)
        answer = client.post(
            f"{address}/fichiers",
            data={"side": "firm", "files": [(large, "gros.pdf")]},
            content_type="multipart/form-data",
        )
    assert answer.status_code == 413
    assert "400 Mo" in answer.text
    with services.store.session() as session:
        assert [row.name for row in session.query(Dossier).one().files] == ["RC.pdf"]
