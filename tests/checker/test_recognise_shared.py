"""Real files kept outside the project, labelled by eye."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.reading import read_isolated
from checker.recognise import read_file

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "dossiers" / "real"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not REAL.exists(), reason="the shared dossiers are not here")]
# Typed files only: scans cost minutes and are measured elsewhere. The folder, words of the path, and what a person sees.
SEEN = {
    "attestations/attestation-fiscale": "attestation_fiscale", "attestations/specimen_Kbis": "kbis", "avis/": "avis_marche",
    "attestations/exemple-fntp": "qualification_pro", "certificat_qualibat": "qualification_pro", "espd/": "dume",
    "forms/DC1": "dc1", "forms/Formulaire_DC2": "dc2", "prix/BPU": "bpu", "prix/DPGF": "dpgf", "CCTP-LOT": "cctp",
    "BPU-gardiennage": "bpu", "CCP-gardiennage": "ccap", "RC.pdf": "rc", "vsgp/DQE": "dqe", "vsgp/BPU": "bpu",
    "vsgp/AE": "acte_engagement", "vsgp/DPGF": "dpgf", "CCAP": "ccap",
}  # fmt: skip


def test_real_files_are_what_a_person_sees() -> None:
    wanted = {
        path: kind
        for path in sorted(REAL.rglob("*"))
        for part, kind in SEEN.items()
        if path.is_file() and part in path.as_posix()
    }
    got = {path: {read_file(document).kind for document in read_isolated([(path, path.name)])} for path in wanted}
    wrong = {path.name: (kinds, wanted[path]) for path, kinds in got.items() if wanted[path] not in kinds}
    assert len(wanted) >= 20 and wrong == {}
