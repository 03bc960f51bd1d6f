"""7z archives: the same refusals as for zip, before anything is unpacked."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import py7zr
import py7zr.exceptions

from checker.reading.archive import Member, check_totals, is_noise, safe_name
from checker.reading.limits import Budget, ReadingProblem


def seven_zip_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """The files of a 7z. Raises ReadingProblem corrupt, encrypted or bomb."""
    try:
        with py7zr.SevenZipFile(io.BytesIO(data)) as archive:
            if archive.needs_password():
                raise ReadingProblem("encrypted", "7z with a password")
            infos = [info for info in archive.list() if not info.is_directory]
            check_totals([int(info.uncompressed) for info in infos], len(data), budget)
            budget.take_bytes(sum(int(info.uncompressed) for info in infos))
            yield from _unpacked(archive, budget)
    except ReadingProblem:
        raise
    except py7zr.exceptions.PasswordRequired as error:
        raise ReadingProblem("encrypted", "7z with a password") from error
    except Exception as error:  # lzma, struct and py7zr errors have no common class
        raise ReadingProblem("corrupt", f"{type(error).__name__}: {error}"[:200]) from error


def _unpacked(archive: py7zr.SevenZipFile, budget: Budget) -> Iterator[Member]:
    with tempfile.TemporaryDirectory(prefix="7z-") as folder:
        archive.extractall(path=folder)
        root = Path(folder).resolve()
        for path in sorted(root.rglob("*")):
            if path.is_symlink() or not path.is_file():
                continue
            name = path.relative_to(root).as_posix()
            if is_noise(name):
                continue
            budget.take_member()
            yield safe_name(name), path.read_bytes()
