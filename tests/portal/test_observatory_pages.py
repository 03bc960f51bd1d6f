"""The observatory's pages over a real snapshot: every address answers, narrows, exports and names no person."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pyarrow.parquet as pq
import pypdfium2 as pdfium
import pytest

from observatory import build_snapshot
from portal.observing import write_reports
from procurement.models.company import Company, SizeCategory
from tests.observatory.sample import COMPANIES, TOWN, A, B, awards

# The figures come from files, not from the database.
pytestmark = pytest.mark.parametrize("services", ["sqlite"], indirect=True)
PAGES = [
    "/observatoire?annee=2025",
    "/observatoire?annee=2025&cpv=45",
    "/observatoire?annee=toutes&local=distance:50&etablissement=presence",
    f"/observatoire?annee=2025&acheteur={TOWN}&taille=2&epci=246200729",
    "/observatoire/metiers",
    "/observatoire/metiers/peinture",
    "/observatoire/comparer",
    "/observatoire/comparer?territoire=62160&territoire=62",
    "/observatoire/qualite?annee=2025",
    "/observatoire/qualite?annee=2025&signalement=several_winners",
    "/observatoire/methode",
    "/observatoire/lettre?annee=2025",
    f"/acheteurs/{TOWN}",
]


@pytest.fixture
def observed(client: Any, services: Any) -> Any:
    """The client of an instance whose observatory holds the hand-made sample."""
    folder = services.settings.snapshots / "snapshot"
    snapshot = build_snapshot(awards(), COMPANIES, [{"name": "essai", "records": 21}], folder)
    write_reports(services.settings, snapshot, [2025, 2022])
    return client


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_and_names_no_person(observed: Any, path: str) -> None:
    answer = observed.get(path)
    assert answer.status_code == 200
    assert "SECRET" not in answer.text


def test_the_dashboard_says_the_figure_how_sure_and_what_narrows(observed: Any) -> None:
    page = observed.get("/observatoire?annee=2025").text
    assert "les TPE-PME du territoire ont remporté 75 contrats publics locaux sur 100" in page
    assert "Selon ce que sont les titulaires mal connus, la part irait de 66\u00a0% à 78\u00a0%" in page
    narrowed = observed.get("/observatoire?annee=2025&cpv=45").text
    assert "Travaux de construction" in narrowed and "retirer" in narrowed


def test_buyers_are_in_the_order_of_the_alphabet_never_ranked(observed: Any) -> None:
    page = observed.get("/observatoire?annee=2025").text
    assert "Par acheteur" in page
    assert "classement" not in page.replace("ni une cible ni un classement", "")


@pytest.mark.parametrize("path", ["/observatoire?cpv=zz", "/observatoire?annee=hier", "/observatoire?local=voisin", "/observatoire/comparer?territoire=99999"])  # fmt: skip
def test_an_impossible_question_is_answered_in_french(observed: Any, path: str) -> None:
    answer = observed.get(path)
    assert answer.status_code == 400
    assert "Cette question n&#39;a pas de réponse" in answer.text


@pytest.mark.parametrize("path", ["/acheteurs/12", "/acheteurs/99999999999999", "/observatoire/metiers/rien", "/observatoire.csv?annee=1999"])  # fmt: skip
def test_what_does_not_exist_is_not_found(observed: Any, path: str) -> None:
    assert observed.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "start"),
    [
        ("/observatoire/rapport.pdf?annee=2025", b"%PDF"),
        ("/observatoire.xlsx?annee=2025", b"PK"),
        ("/observatoire/contrats.parquet?annee=2025", b"PAR1"),
        ("/observatoire/contrats.csv?annee=2025", b"uid;"),
        ("/observatoire/graphique/map.svg?annee=2025", b"<svg"),
    ],
)
def test_every_file_is_what_it_says_and_names_no_person(observed: Any, path: str, start: bytes) -> None:
    answer = observed.get(path)
    assert answer.status_code == 200
    assert answer.data.startswith(start)
    assert b"SECRET" not in answer.data


def test_the_api_pages_without_losing_a_line(observed: Any) -> None:
    path: str | None = "/api/observatoire/contrats?annee=2025&nombre=7"
    rows, total = [], None
    while path:
        answer = observed.get(path).json
        rows += answer["contrats"]
        total, path = answer["total"], answer["suivant"]
    assert len(rows) == total == 20


def test_the_api_answers_what_its_document_says(observed: Any) -> None:
    document = observed.get("/api/openapi.json").json
    assert document["openapi"].startswith("3.1")
    for path in document["paths"]:
        query = "?annee=2025" + ("&territoire=62160" if path.endswith("territoires") else "")
        answer = observed.get(path + query)
        assert answer.status_code == 200, path
        assert answer.mimetype == "application/json"
        assert "SECRET" not in answer.text
    refused = observed.get("/api/observatoire/contrats?nombre=100000")
    assert (refused.status_code, list(json.loads(refused.text))) == (400, ["erreur"])


def test_the_api_report_is_the_one_the_command_writes(observed: Any) -> None:
    report = observed.get("/api/observatoire?annee=2025&local=epci").json
    assert report["schema"] == "tremplin.observatory/1"
    flagship = next(one for one in report["indicators"] if one["code"] == "PL_nb")
    assert (flagship["value"], flagship["n"]) == (0.75, 14)


def test_reports_of_questions_nobody_asked_before_do_not_fill_the_disk(
    observed: Any, services: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("portal.figures.KEPT", 2)
    for code in ("45", "452", "4521", "45210"):
        assert observed.get(f"/observatoire?annee=2025&cpv={code}").status_code == 200
    assert len(list((services.settings.instance / "observatory-cache").glob("*.json"))) <= 2


EXPORTS = [
    "/observatoire.csv?annee=2025",
    "/observatoire.json?annee=2025",
    "/observatoire.xlsx?annee=2025",
    "/observatoire/rapport.pdf?annee=2025",
    "/observatoire/contrats.csv?annee=2025",
    "/observatoire/contrats.parquet?annee=2025",
    "/api/observatoire?annee=2025",
    "/api/observatoire/contrats?annee=2025",
    "/api/observatoire/ocds?annee=2025",
    "/api/observatoire/territoires?annee=2025&territoire=62160",
]


def test_a_sole_trader_of_the_register_is_in_no_export(client: Any, services: Any) -> None:
    """Neither the name the register gives nor the number that leads to it, whatever the form of the file."""
    person = Company(A[:9], "Camille SECRET", "1000", size=SizeCategory.PME)
    firm = Company(B[:9], "SARL Exemple", "5499", size=SizeCategory.PME)
    snapshot = build_snapshot(awards(), [person, firm], [], services.settings.snapshots / "snapshot")
    write_reports(services.settings, snapshot, [2025])
    seen = {path: read_as_text(path, client.get(path).data) for path in EXPORTS}
    assert [path for path, text in seen.items() if "SECRET" in text or A[:9] in text] == []
    assert "SARL Exemple" in seen["/observatoire/contrats.parquet?annee=2025"]  # the file was read, not skipped


def read_as_text(path: str, data: bytes) -> str:
    """Everything a reader of the file can see."""
    if ".xlsx" in path:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return "".join(book.read(name).decode() for name in book.namelist())
    if ".parquet" in path:
        return str(pq.read_table(io.BytesIO(data)).to_pylist())
    if ".pdf" in path:
        pages = pdfium.PdfDocument(data)
        return "".join(page.get_textpage().get_text_range() for page in pages)
    return data.decode()


def test_territories_beyond_four_are_said_to_be_left_out(client: Any) -> None:
    asked = "&".join(f"territoire={code}" for code in ("62160", "62", "59", "62108", "62107", "62106"))
    page = client.get(f"/observatoire/comparer?{asked}").text
    assert "Quatre territoires au plus" in page and "62107, 62106 sont laissés de côté" in page
