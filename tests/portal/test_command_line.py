"""The command line speaks French, its mistakes included, and ends with the status of docs/formats.md."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """`tremplin …` on a machine set to English."""
    spoken = os.environ | {"LANGUAGE": "en", "LANG": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "portal.cli", *words], cwd=ROOT, env=spoken, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["chercher"], "La commande 'chercher' n'existe pas. Voir « tremplin --help »."),
        (["search", "--rayon", "5"], "L'option '--rayon' n'existe pas. "),
        (["search", "--limit", "dix", "peinture"], "Valeur refusée pour '--limit' : 'dix' n'est pas un nombre"),
        (["check"], "Il manque l'argument 'FICHIER|DOSSIER|ZIP…'. Voir « tremplin check --help »."),
        (["explain"], "Il manque l'argument"),
    ],
)
def test_wrong_usage_is_one_french_sentence_and_status_two(words: list[str], sentence: str) -> None:
    ended = run(*words)
    assert ended.returncode == 2
    assert ended.stderr.startswith(sentence)
    assert ended.stderr.count("\n") == 1 and not ended.stdout


def test_help_is_french() -> None:
    ended = run("search", "--help")
    assert ended.returncode == 0
    assert ended.stdout.startswith("Emploi : ") and "Affiche cette aide." in ended.stdout
    assert "Show this message" not in ended.stdout


def test_the_compiled_sentences_are_those_written() -> None:
    """Run scripts/make_messages.py after changing messages.yaml."""
    code = "import sys, scripts.make_messages as m; sys.exit(m.catalogue() != m.OUT.read_bytes())"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
