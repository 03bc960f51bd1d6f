"""The spaCy pipeline, on sentences annotated inside themselves: [words](LABEL value)."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from checker.pipes import pipeline, sentences

ANNOTATED = (
    "Le marché court du [1er janvier 2027 au 31 décembre 2027](PERIODE 2027-01-01 2027-12-31) inclus.",
    "Remise des plis le [12/03/2027](DATE 2027-03-12) avant midi.",
    "L'offre s'élève à [12 500,50 €](MONTANT 12500.5) hors taxes pour 3 agents.",
    "Arrêté à la somme de [mille deux cents euros](MONTANT 1200).",
    "SIRET : [732 829 320 00074](SIRET 73282932000074), capital de [8 000 euros](MONTANT 8000).",
    "Immatriculée sous le n° [732 829 320](SIREN 732829320), TVA [FR44732829320](TVA FR44732829320).",
    "Le SIRET 732 829 320 00075 est mal recopié et le 31/02/2027 n'existe pas.",
)
_NOTE = re.compile(r"\[([^\]]+)\]\((\w+) ([^)]+)\)")


def _said(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize("annotated", ANNOTATED)
def test_an_annotated_sentence(annotated: str) -> None:
    doc = pipeline()(_NOTE.sub(r"\1", annotated))
    spans = [span for group in doc.spans.values() for span in group]
    periods = [span for span in spans if span.label_ == "PERIODE"]
    outside = [
        span for span in spans if span.label_ != "DATE" or not any(one.start <= span.start < one.end for one in periods)
    ]
    assert sorted((span.text, span.label_, _said(span._.value)) for span in outside) == sorted(_NOTE.findall(annotated))


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    text = "L'art. R. 2143-3 du C.C.P. s'applique. M. Martin suit le chantier, réf. 12.\n Les déchets sont triés !"
    assert [text[start:end] for start, end in sentences(text)] == [
        "L'art. R. 2143-3 du C.C.P. s'applique.", "M. Martin suit le chantier, réf. 12.", "Les déchets sont triés !",
    ]  # fmt: skip


def test_an_elided_word_is_two_words() -> None:
    assert [token.text for token in pipeline()("l'offre d’eau")] == ["l'", "offre", "d’", "eau"]


def test_the_pipeline_is_made_once() -> None:
    assert pipeline() is pipeline()


def test_the_web_process_never_loads_spacy(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from portal.app import create_app; from portal.settings import load;"
        "from portal.wiring import Services; create_app(Services(load(Path(sys.argv[1])))); import portal.check_job;"
        "assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
