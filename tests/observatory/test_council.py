"""The report for a council: a PDF that opens, says the sentence, the limits and how to replay it."""

import io

from pypdf import PdfReader

from observatory import Report, Snapshot, council_pdf, left_out_label, report
from observatory.indicators import indicators


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_pdf_says_the_sentence_its_limits_and_its_proof(town: Report) -> None:
    text = words(council_pdf(town, "le Boulonnais"))
    for part in ("les TPE-PME du Boulonnais", "Couverture de 88 %", "Rupture de série", town.snapshot["sha256"][:16]):
        assert part in text
    assert "SECRET" not in text
    assert "Taille ou lieu inconnu" in text


def test_the_pdf_exists_even_without_figures(snapshot: Snapshot) -> None:
    empty = report(snapshot, ["75056"], 2025)
    assert "trop peu" in words(council_pdf(empty))


def test_every_reason_has_french_words(town: Report) -> None:
    reasons = {i.unknown for i in indicators()} | {k for r in town.indicators for k in r.left_out}
    assert not [reason for reason in reasons if left_out_label(reason) == reason]
