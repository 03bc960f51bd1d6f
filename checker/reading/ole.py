"""Old Office files (.doc, .ppt) through LibreOffice when this machine has it; macros of OLE files."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import olefile

from checker.reading.content import Content
from checker.reading.docx import read_docx
from checker.reading.limits import Budget, ReadingProblem

_SECONDS = 50


def has_macros(data: bytes) -> bool:
    """Whether an OLE file holds a Visual Basic project."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return any("vba" in part.lower() for path in ole.listdir() for part in path)
    except Exception:  # olefile raises whatever a damaged file provokes
        return False


def read_doc(data: bytes, budget: Budget) -> Content:
    """Read a Word document of before 2007 by way of .docx. Raises ReadingProblem unsupported without LibreOffice."""
    _refuse_encrypted(data)
    content = read_docx(convert(data, ".doc", "docx"), budget)
    content.has_macros = has_macros(data)
    return content


def _refuse_encrypted(data: bytes) -> None:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            head = ole.openstream("WordDocument").read(12)
    except Exception as error:
        raise ReadingProblem("corrupt", f"{type(error).__name__}: {error}"[:200]) from error
    if len(head) >= 12 and head[11] & 0x01:
        raise ReadingProblem("encrypted", "Word document with a password")


def convert(data: bytes, suffix: str, wanted: str) -> bytes:
    """`data` converted by LibreOffice. Raises ReadingProblem unsupported (no LibreOffice), timeout or corrupt."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadingProblem("unsupported", "LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"source{suffix}"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--norestore",
            "--convert-to",
        ]
        try:
            subprocess.run(
                [*command, wanted, "--outdir", f"{folder}/out", str(source)],
                capture_output=True, timeout=_SECONDS, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise ReadingProblem("timeout", "LibreOffice was too slow") from error
        result = Path(folder) / "out" / f"source.{wanted}"
        if not result.exists():
            raise ReadingProblem("corrupt", "LibreOffice could not convert it")
        return result.read_bytes()
