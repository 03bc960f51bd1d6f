"""Pages per second of the text of PDFs beside pypdf (and pdfplumber): `python benchmarks/reading_speed.py FOLDER…`.

Without a folder, a PDF of 200 pages is made. Pages that need OCR are left out of all three (OCR off, text layers only).
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pypdf import PdfReader

from checker.reading import Limits, read, read_isolated


def _ours(path: Path) -> tuple[int, int]:
    (document, *_) = read(path, limits=Limits(ocr=False))
    return len(document.pages), sum(len(page.text) for page in document.pages)


def _isolated(path: Path) -> tuple[int, int]:
    (document, *_) = read_isolated([(path, path.name)], Limits(ocr=False))
    return len(document.pages), sum(len(page.text) for page in document.pages)


def _pypdf(path: Path) -> tuple[int, int]:
    reader = PdfReader(io.BytesIO(path.read_bytes()))
    texts = [page.extract_text() for page in reader.pages]
    return len(texts), sum(map(len, texts))


def _pdfplumber(path: Path) -> tuple[int, int]:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        texts = [page.extract_text() or "" for page in pdf.pages]
    return len(texts), sum(map(len, texts))


def _time(name: str, reader: Callable[[Path], tuple[int, int]], paths: list[Path]) -> None:
    pages = letters = failed = 0
    reader(paths[0])  # imports and process start are not what is measured
    start = time.perf_counter()
    for path in paths:
        try:
            more, written = reader(path)
        except Exception:  # the peers raise on damaged or encrypted files
            failed += 1
            continue
        pages, letters = pages + more, letters + written
    seconds = time.perf_counter() - start
    print(f"{name:22} {pages / seconds:8.0f} pages/s  {pages} pages, {letters} characters, {failed} files failed")


def main() -> None:
    """Time each reader on the same files."""
    paths = sorted(path for folder in sys.argv[1:] for path in Path(folder).rglob("*.pdf"))
    if not paths:
        import tempfile

        from tests.checker.reading.makers import SENTENCE, letter

        made = Path(tempfile.mkdtemp()) / "made.pdf"
        made.write_bytes(letter(*[(SENTENCE + ". ") * 40] * 200))
        paths = [made]
    _time("checker.reading", _ours, paths)
    _time("  in its own process", _isolated, paths)
    _time("pypdf", _pypdf, paths)
    try:
        _time("pdfplumber", _pdfplumber, paths)
    except ImportError:
        print("pdfplumber is not installed")


if __name__ == "__main__":
    main()
