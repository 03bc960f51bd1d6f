"""`tremplin check`, `rules`, `explain`: what a person gets, and what a wrong input says."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from checker import report
from checker.consultation import consultation_to_json
from checker.recognise import files_to_json
from portal.cli import main
from portal.report_paper import to_html, to_pdf
from tests.checker.rules.building import dossier

CASE: dict[str, Any] = {
    "jour": "2026-06-10T10:00",
    "règlement": {
        "date limite": "2026-06-15T12:00",
        "acheteur": "Commune de Valmont",
        "offre": [
            {"pièce": "memoire_technique", "libellé": "Mémoire <technique>", "citation": "un mémoire & ses annexes"}
        ],
    },
    "dossier": [{"fichier": "AE <b>.pdf", "nature": "acte_engagement", "texte": "Acte d'engagement"}],
}


def report_json() -> dict[str, Any]:
    given = dossier(CASE)
    made = report.check(given.consultation, given.files, given.day)
    return report.report_to_json(made, consultation_to_json(given.consultation), files_to_json(given.files))


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


def test_the_page_stands_alone_and_escapes_what_files_say() -> None:
    page = to_html(report_json())
    assert "Mémoire &lt;technique&gt;" in page
    assert "AE &lt;b&gt;.pdf" in page
    assert "un mémoire &amp; ses annexes" in page
    for outside in ("http://", "https://", "<script", "<link", "<img", "@import", "url("):
        assert outside not in page
    assert page.count("<h1") == 1
    assert "lundi 15 juin 2026 à 12" in page.replace("\u00a0", " ")


def test_the_page_never_calls_a_bid_conforming() -> None:
    assert "dossier conforme" not in to_html(report_json()).lower()
    assert "sur ce que l&#39;outil a pu lire" in to_html(report_json())


def test_the_pdf_says_what_is_missing_with_its_quote() -> None:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(report_json()))).pages)
    flat = " ".join(text.split())
    assert "Commune de Valmont" in flat
    assert "un mémoire & ses annexes" in flat


def test_rules_lists_them_and_explain_gives_the_papers(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "rules")
    assert status == 0
    assert "H01\tbloquant\t" in out
    status, out, _ = run(capsys, "explain", "h01", "--json")
    assert status == 0
    assert json.loads(out)["source"]["ref"] == "C. trav. D8222-5 1°"


def test_an_unknown_rule_and_a_missing_file_are_one_french_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, _, err = run(capsys, "explain", "Z99")
    assert status == 2
    assert "n'existe pas" in err
    status, out, err = run(capsys, "check", str(tmp_path / "rien.pdf"), "--consultation", str(tmp_path / "RC.pdf"))
    assert (status, out) == (2, "")
    assert "RC.pdf n'existe pas" in err
    assert "Traceback" not in err


def test_check_writes_both_papers_and_refuses_an_unreadable_consultation(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rules, mine, broken = tmp_path / "RC.txt", tmp_path / "mémoire.txt", tmp_path / "RC.pdf"
    rules.write_text("Règlement de la consultation\nCommune de Valmont\n", encoding="utf-8")
    mine.write_text("Mémoire technique\nNos moyens humains\n", encoding="utf-8")
    broken.write_bytes(b"%PDF-1.4 broken")
    html, pdf = tmp_path / "rapport.html", tmp_path / "rapport.pdf"
    given = (str(mine), "--day", "2026-06-10T10:00")
    status, out, err = run(
        capsys, "check", *given, "--consultation", str(rules), "--html", str(html), "--pdf", str(pdf)
    )
    assert status in (0, 1)
    assert out == ""
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert pdf.read_bytes().startswith(b"%PDF")
    status, _, err = run(capsys, "check", *given, "--consultation", str(broken))
    assert status == 2
    assert "Aucun document de l'acheteur n'a pu être lu" in err
    nowhere = str(tmp_path / "absent" / "rapport.html")
    status, _, err = run(capsys, "check", *given, "--consultation", str(rules), "--html", nowhere)
    assert status == 2
    assert "ne peut pas être écrit" in err
