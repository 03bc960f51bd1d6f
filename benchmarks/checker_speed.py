"""A bid of 25 files and 300 pages of text, read, recognised and its facts extracted: `python benchmarks/checker_speed.py`.

Claims: under 6 s on two cores with warm reading processes (one starts in under 4 s); under 700 MB, all processes together.
The pages per second of pypdf and pdfplumber, text alone, stand beside. The files are invented and made here.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pypdf import PdfReader

from checker.reading import Document, close_workers, read, read_isolated
from checker.recognise import read_file
from portal.demo import paper

PAGES, FILES, SECONDS, START_SECONDS, MEGABYTES = 300, 25, 6.0, 4.0, 700
LONG, SHORT, OFFICE = 7, 10, 8  # PDF of many pages, PDF of one page, Word and Excel files: 25
_WORDS = (
    "chantier", "équipe", "béton", "enduit", "toiture", "façade", "planning", "sécurité", "déchets", "réemploi",
    "isolant", "menuiserie", "peinture", "réseau", "contrôle", "bordereau", "livraison", "atelier", "compagnon",
    "encadrement", "école", "mairie", "gymnase", "coordination", "réception", "garantie", "entretien", "matériel",
)  # fmt: skip
_TITLES = {
    "attestation-vigilance.pdf": "Attestation de fourniture des déclarations sociales et de paiement des cotisations",
    "attestation-fiscale.pdf": "Attestation de régularité fiscale",
    "kbis.pdf": "Extrait Kbis : immatriculation principale au registre du commerce et des sociétés",
    "decennale.pdf": "Attestation d'assurance de responsabilité décennale",
    "rc-pro.pdf": "Attestation d'assurance responsabilité civile professionnelle",
    "rib.pdf": "Relevé d'identité bancaire",
    "qualibat.pdf": "Certificat de qualification professionnelle",
    "dc1.pdf": "Lettre de candidature DC1",
    "dc2.pdf": "Déclaration du candidat individuel DC2",
    "pouvoir.pdf": "Pouvoir donné au signataire",
}
_FACTS = "SIRET 732 829 320 00074. Fait le 12 janvier 2027. Valable du 1er janvier 2027 au 31 décembre 2027. Montant : 12 500,50 € HT."


def _sentences(chance: random.Random, count: int) -> str:
    lines = (" ".join(chance.choices(_WORDS, k=chance.randint(9, 18))).capitalize() + "." for _ in range(count))
    return " ".join(lines)


def _long(chance: random.Random, pages: int) -> bytes:
    """A technical proposal: five paragraphs and a title a page."""
    blocks: list[str | tuple[str, str]] = []
    for number in range(pages):
        blocks += [("break", "")] * bool(number) + [("heading", f"{number + 1}. {_sentences(chance, 1)[:40]}")]
        blocks += [_sentences(chance, 6) for _ in range(5)]
    return paper.pdf("Mémoire technique", blocks)


def make(folder: Path) -> None:
    """Write the dossier; the same for the same seed. Its Word and Excel files count as one page each."""
    chance = random.Random(11)
    rows = [["Désignation", "Unité", "Quantité", "Prix unitaire", "Total"]]
    rows += [[" ".join(chance.choices(_WORDS, k=4)), "m2", q, 12.5, 12.5 * q] for q in range(1, 120)]
    files = {name: paper.pdf(title, [_FACTS, _sentences(chance, 12)]) for name, title in _TITLES.items()}
    pages = PAGES - SHORT - OFFICE
    for number in range(LONG):
        share = pages // LONG + (number < pages % LONG)
        files[f"memoire-{number + 1}.pdf"] = _long(chance, share)
    for number in range(OFFICE // 2):
        files[f"acte-{number + 1}.docx"] = paper.word("Acte d'engagement", [_FACTS, _sentences(chance, 20)])
        files[f"dpgf-lot{number + 1}.xlsx"] = paper.sheet("DPGF", rows)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    assert len(files) == FILES


def _examine(paths: Sequence[tuple[Path, str]]) -> list[Document]:
    documents = []
    for document in read_isolated(paths):
        read_file(document)
        documents.append(document)
    return documents


def _peer(name: str, reader: Callable[[Path], int], path: Path) -> None:
    start = time.process_time()
    pages = reader(path)
    print(f"{name:26} {pages / (time.process_time() - start):7.0f} pages per second of processor, on {pages} PDF pages")


def _pypdf(path: Path) -> int:
    return len([page.extract_text() for page in PdfReader(path).pages])


def _pdfplumber(path: Path) -> int:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return len([page.extract_text() for page in pdf.pages])


def _megabytes() -> float:
    """The most memory this process and its two reading processes ever held, both counted as the larger."""
    most = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + 2 * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    )
    return most / 1024 if sys.platform != "darwin" else most / 1024**2


def measure(folder: Path) -> None:
    """Print the figures of the checker on the files of a folder; status 1 when a claim does not hold."""
    paths = [(path, path.name) for path in sorted(folder.iterdir())]
    start = time.perf_counter()
    _examine(paths[-1:])
    cold = time.perf_counter() - start
    _examine(paths[:6])  # a second process starts, and the libraries of Word and Excel load at the first such file
    start, used = time.perf_counter(), sum(os.times()[:2])
    documents = _examine(paths)
    seconds, used = time.perf_counter() - start, sum(os.times()[:2]) - used
    pages = sum(len(document.pages) for document in documents)
    close_workers()
    memory, worker = _megabytes(), sum(os.times()[2:4])
    print(f"{len(documents)} files, {pages} pages; cold start {cold:.2f} s (claim {START_SECONDS:g})")
    print(f"{'read, recognised, facts':26} {pages / seconds:7.0f} pages/s: {seconds:.2f} s (claim {SECONDS:g})")
    print(f"processor time: {used:.2f} s here, {worker:.2f} s in the reading processes, their start included")
    print(f"memory {memory:.0f} MB (claim {MEGABYTES})")
    if cold > START_SECONDS or seconds > SECONDS or memory > MEGABYTES:
        sys.exit("A claim does not hold.")


def main() -> None:
    """Make the files, measure in a fresh process (making them takes memory of its own), then time the peers on one long PDF."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder)
        ended = subprocess.run([sys.executable, __file__, "--measure", name], check=False).returncode
        one = folder / "memoire-1.pdf"
        _peer("ours, text and boxes", lambda path: len(read(path)[0].pages), one)
        _peer("pypdf, text alone", _pypdf, one)
        try:
            _peer("pdfplumber, text alone", _pdfplumber, one)
        except ImportError:
            print("pdfplumber is not installed: skipped")
    sys.exit(ended)


if __name__ == "__main__":
    measure(Path(sys.argv[2])) if sys.argv[1:2] == ["--measure"] else main()
