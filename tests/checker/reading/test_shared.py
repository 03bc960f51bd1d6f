"""Real and invented dossiers kept outside the project: every file reads, and gives text where a person sees text."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.reading import has_ocr, read_isolated

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "dossiers"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SHARED.exists(), reason="the shared dossiers are not here")]
READ = {".pdf", ".docx", ".xlsx", ".xlsm", ".odt", ".zip", ".jpg", ".txt", ".xml"}


def test_every_file_reads_and_gives_text() -> None:
    paths = sorted(path for path in SHARED.rglob("*") if path.suffix.lower() in READ)
    documents = read_isolated([(path, path.name) for path in paths])
    assert len(documents) >= len(paths)
    unread = [
        d.name
        for d in documents
        if not d.readable and (has_ocr() or d.problem != "no_ocr") and d.problem != "encrypted"
    ]
    assert unread == []
    assert sum(d.problem == "encrypted" for d in documents) <= 1


def test_page_counts_of_long_consultations() -> None:
    folder = SHARED / "real" / "consultations"
    documents = read_isolated(
        [(folder / "vsgp" / "RC.pdf", "RC.pdf"), (folder / "grandlyon_cartographies" / "RC.pdf", "RC2.pdf")]
    )
    assert [len(document.pages) for document in documents] == [12, 19]
