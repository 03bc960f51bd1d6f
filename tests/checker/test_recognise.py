"""Files of several pieces, files nobody can read, and how sure the checker is."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checker.kinds import TO_CONFIRM, UNKNOWN
from checker.reading.document import Document, Page, Table
from checker.recognise import files_to_json, read_file, recognise
from tests.checker.kinds.test_first_pages import ROWS, SHEET, document

DC1 = "DC1 | LETTRE DE CANDIDATURE | Le candidat se présente seul"
DC2 = "DC2 | DECLARATION DU CANDIDAT INDIVIDUEL OU DU MEMBRE DU GROUPEMENT | Chiffre d'affaires"
RIB = "RELEVE D'IDENTITE BANCAIRE | Titulaire du compte : SARL Roc | Code banque Code guichet Clé RIB"
MEMO = "MEMOIRE TECHNIQUE | 1. Compréhension du besoin | 2. Moyens humains affectés"
CITES = "Les pièces du marché sont l'acte d'engagement, le CCAP, le DC1, le DC2 et le RIB du titulaire."


def spans(one: Document) -> list[tuple[str, int, int]]:
    """Kind and pages of each piece."""
    return [(piece.kind, piece.first_page, piece.last_page) for piece in recognise(one)]


def test_forms_scanned_one_after_the_other_are_told_apart() -> None:
    one = document("dossier.pdf", DC1, "suite du formulaire, engagements", DC2, "effectifs et moyens", RIB)
    assert spans(one) == [("dc1", 1, 2), ("dc2", 3, 4), ("rib", 5, 5)]
    assert read_file(one).kinds == {"dc1", "dc2", "rib"}


def test_a_page_that_cites_other_papers_continues_the_one_before() -> None:
    assert spans(document("offre.pdf", MEMO, CITES, "Planning des travaux sur six mois")) == [
        ("memoire_technique", 1, 3)
    ]
    rules = "REGLEMENT DE LA CONSULTATION | Date et heure limites de réception des offres : 2 mars 2027"
    kept = "Attestation d'assurance | responsabilité civile | DC1 | DC2"
    assert spans(document("x.pdf", rules, kept, "ACTE D'ENGAGEMENT à remettre signé")) == [("rc", 1, 3)]


def test_an_attestation_bound_into_a_memoire_is_seen() -> None:
    insured = "ATTESTATION D'ASSURANCE | RESPONSABILITE CIVILE PROFESSIONNELLE | La compagnie d'assurance certifie"
    insured += " que la SARL Roc est titulaire du contrat n° 5 | dommages corporels, matériels et immatériels"
    assert [kind for kind, *_ in spans(document("offre.pdf", MEMO, "Nos équipes", insured))] == [
        "memoire_technique",
        "rc_pro",
    ]


def test_a_cover_that_says_little_takes_the_kind_of_the_next_page() -> None:
    assert spans(document("scan.pdf", "SARL Roc | 12 rue Haute | 62000 Arras", MEMO)) == [("memoire_technique", 1, 2)]


def test_one_sheet_that_attests_both_covers_is_both() -> None:
    both = "ATTESTATION D'ASSURANCE | RESPONSABILITE CIVILE ET DECENNALE | chantiers ouverts en 2027 | article L. 241-1"
    assert read_file(document("assurance.pdf", both)).kinds == {"decennale", "rc_pro"}
    alone = (
        "ATTESTATION D'ASSURANCE | RESPONSABILITE DECENNALE OBLIGATOIRE | chantiers ouverts en 2027 | article L. 241-1"
    )
    assert read_file(document("assurance.pdf", alone)).kinds == {"decennale"}


def test_the_sheets_of_a_workbook_are_pieces() -> None:
    cover = Page(1, "Ville de Bray\nMarché de plomberie", tables=(Table((), "Garde"),))
    prices = Page(
        2, "BORDEREAU DES PRIX UNITAIRES\nN°\tDésignation\tUnité\tPrix unitaire HT", tables=(Table((), "BPU"),)
    )
    guess = Page(
        3, "Détail quantitatif estimatif\nDésignation\tQuantité\tPrix unitaire\tMontant HT", tables=(Table((), "DQE"),)
    )
    book = Document("offre financiere.xlsx", "0" * 64, 1, SHEET, (cover, prices, guess))
    assert {"bpu", "dqe"} <= read_file(book).kinds


def test_a_file_nobody_can_read_is_named_after_its_name_and_asks_to_be_confirmed() -> None:
    closed = Document("Mémoire technique ROC.pdf", "0" * 64, 1, "application/pdf", problem="encrypted")
    (piece,) = recognise(closed)
    assert piece.kind == "memoire_technique" and 0 < piece.confidence < TO_CONFIRM


def test_nothing_known_is_said_to_be_unknown() -> None:
    assert spans(document("IMG_0001.jpg", "Joyeux anniversaire")) == [(UNKNOWN, 1, 1)]
    assert recognise(document("vide.pdf", " "))[0].kind == UNKNOWN


@pytest.mark.parametrize("share", [0.03])
def test_letters_misread_by_a_scan_cost_few_kinds(share: float) -> None:
    rng = random.Random(7)
    swap = {
        "i": "l",
        "l": "1",
        "o": "0",
        "e": "c",
        "n": "ri",
        "m": "rn",
        "s": "5",
        "E": "F",
        "I": "l",
        "O": "0",
        " ": "",
    }
    right = 0
    for kind, _name, text in ROWS:
        noisy = "".join(swap[c] if c in swap and rng.random() < share else c for c in text)
        right += read_file(document("scan.pdf", noisy, source="ocr")).kind == kind
    assert right >= 0.95 * len(ROWS)


def test_when_sure_it_is_right() -> None:
    sure = [(row[0], read) for row in ROWS if (read := read_file(document("scan.pdf", row[2]))).confidence >= 0.8]
    assert len(sure) > 0.6 * len(ROWS)
    assert [(kind, read.kind) for kind, read in sure if read.kind != kind] == []


def test_three_hundred_pages_in_seconds() -> None:
    prose = "Le candidat présente son organisation, ses moyens et ses délais d'exécution pour le chantier.\n" * 40
    files = [document(f"piece {n}.pdf", f"{ROWS[n][2]} | {prose}", *[prose] * 11) for n in range(25)]
    start = time.process_time()
    assert len([read_file(one) for one in files]) == 25
    assert time.process_time() - start < 6  # seconds of one processor, reading apart


def test_recognition_does_not_load_spacy() -> None:
    code = "import sys, checker.recognise; sys.exit('spacy' in sys.modules)"
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_turnover_and_activities_can_be_written_as_json() -> None:
    text = f"{DC2} | Exercice 2025 : 1 310 000 € | Exercice 2026 : 1 400 000 €"
    (one,) = json.loads(json.dumps(files_to_json([read_file(document("dc2.pdf", text))])))
    assert {"2025": 1310000.0, "2026": 1400000.0} in [
        fact["value"] for fact in one["facts"] if fact["name"] == "turnover"
    ]
