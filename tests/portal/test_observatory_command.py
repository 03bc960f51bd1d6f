"""`tremplin observatory` straight from files: several at once, damaged ones refused in one French sentence, exit 2."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from portal.cli import main as cli
from tests.observatory.sample import TOWN, A, B, C, D

PLACES = {A: "62160", B: "62643", C: "62193", D: "59350"}


def _contract(number: int, winner: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"2024-{number:03}",
        "acheteur": {"id": TOWN},
        "nature": "Marché",
        "objet": f"Objet numéro {number}",
        "codeCPV": "45210000",
        "procedure": "Procédure adaptée",
        "dateNotification": "2024-03-01",
        "datePublicationDonnees": "2024-04-01",
        "montant": 50_000 + number,
        "titulaires": [{"titulaire": {"typeIdentifiant": "SIRET", "id": winner}}],
    } | more


@pytest.fixture
def awards(tmp_path: Path) -> tuple[Path, Path]:
    """Twelve contracts in two files: eight of A, two of B, one of C, one of D; three with social considerations."""
    none, some = ({"considerationsSociales": {"considerationSociale": [text]}} for text in ("Pas de considération sociale", "Clause sociale"))  # fmt: skip
    wins = [A] * 8 + [B, B, C, D]
    rows = [_contract(n, winner, **(some if n < 3 else none)) for n, winner in enumerate(wins)]
    files = (tmp_path / "un.json", tmp_path / "deux.json")
    for path, part in zip(files, (rows[:7], rows[7:]), strict=True):
        path.write_text(json.dumps({"marches": {"marche": part}}), encoding="utf-8")
    return files


@pytest.fixture
def companies(tmp_path: Path) -> Path:
    """The four firms as a flat SIRENE file: A, B and C are PME, D is GE."""
    path = tmp_path / "sirene.csv"
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle)
        writer.writerow(["siret", "categorieEntreprise", "codeCommuneEtablissement"])
        writer.writerows([siret, "GE" if siret == D else "PME", commune] for siret, commune in PLACES.items())
    return path


@pytest.fixture(autouse=True)
def _no_instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TREMPLIN_INSTANCE", str(tmp_path / "none"))


def run(*words: object) -> Result:
    """The command, as a person types it."""
    return CliRunner().invoke(cli, ["observatory", *map(str, words)])


def test_a_report_reads_several_files_and_gives_the_contract(awards: tuple[Path, Path], companies: Path) -> None:
    done = run("report", "--awards", *awards, "--companies", companies, "--territory", "62160", "62", "--year", 2024, "--json")  # fmt: skip
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    found = {one["code"]: one for one in document["indicators"]}
    assert document["territory"] == ["62160", "62"]
    # A and B (10 of 12) are local SMEs of the EPCI, C is elsewhere, D is large
    assert (found["PL_nb"]["value"], found["PL_nb"]["n"]) == (pytest.approx(10 / 12, abs=1e-6), 12)
    # « Pas de considération » is an answer: three of twelve, not three of three
    assert (found["SOC"]["value"], found["SOC"]["n"]) == (0.25, 12)
    assert document["snapshot"]["awards"] == 12


def test_a_report_replays_equal_from_the_same_files(awards: tuple[Path, Path], companies: Path, tmp_path: Path) -> None:
    done = run("report", "--awards", *awards, "--companies", companies, "--json")
    path = tmp_path / "rapport.json"
    path.write_text(done.stdout, encoding="utf-8")
    again = run("replay", path, "--awards", *reversed(awards), "--companies", companies)
    assert again.exit_code == 0, again.output
    other = run("replay", path, "--awards", awards[0], "--companies", companies)
    assert other.exit_code == 1


def test_the_pdf_and_the_csv_are_written_where_asked(
    awards: tuple[Path, Path], companies: Path, tmp_path: Path
) -> None:
    pdf, table = tmp_path / "conseil.pdf", tmp_path / "chiffres.csv"
    done = run("report", "--awards", *awards, "--companies", companies, "--year", 2024, "--pdf", pdf, "--csv", table)
    assert done.exit_code == 0, done.output
    assert pdf.read_bytes().startswith(b"%PDF")
    assert table.read_text(encoding="utf-8").startswith("by,key,label,code")
    assert run("report", "--awards", *awards, "--csv").stdout.startswith("by,key,label,code")


def test_a_snapshot_of_files_says_what_it_holds(awards: tuple[Path, Path]) -> None:
    done = run("snapshot", "--awards", *awards, "--json")
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    assert (document["schema"], document["awards"], document["years"]) == ("tremplin.snapshot/1", 12, [2024])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("vide.json", b""),
        ("blanc.csv", b"  \n\n"),
        ("coupe.json", b'{"marches": {"marche": [{"id": "1", "objet": "x"'),
        ("image.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4),
        ("rien.json", b"[]"),
        ("nombre.json", b"42"),
        ("creux.json", b"[" * 100_000),
        ("autre.csv", b"a;b\n1;2\n"),
        ("autre.xml", b"<a/>"),
        ("archive.json", b"PK\x03\x04" + b"\x00" * 200),
    ],
)
def test_a_file_that_cannot_be_counted_on_is_refused_in_one_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    done = run("report", "--awards", path, "--json")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert name in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.output


def test_a_damaged_register_is_refused_too(awards: tuple[Path, Path], tmp_path: Path) -> None:
    wrong = tmp_path / "sirene.json"
    wrong.write_text("{", encoding="utf-8")
    for companies in (wrong, tmp_path / "absent.csv"):
        done = run("report", "--awards", *awards, "--companies", companies, "--json")
        assert (done.exit_code, done.stdout) == (2, "")
        assert companies.name in done.stderr


@pytest.mark.parametrize(
    "words", [("--territory", "99999"), ("--local", "voisin"), ("--cpv", "zz"), ("--establishment", "x")]
)
def test_a_question_that_names_nothing_is_refused(awards: tuple[Path, Path], words: tuple[str, str]) -> None:
    done = run("report", "--awards", *awards, *words, "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1


def test_what_is_no_report_cannot_be_replayed(tmp_path: Path, awards: tuple[Path, Path]) -> None:
    path = tmp_path / "r.json"
    for content in ("{}", "[]", "nope"):
        path.write_text(content, encoding="utf-8")
        done = run("replay", path, "--awards", *awards)
        assert done.exit_code == 2
        assert "r.json" in done.stderr
