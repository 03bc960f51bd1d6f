"""Zip and 7z archives: members with safe names, bombs and passwords refused before anything is unpacked."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import py7zr
import py7zr.exceptions

from checker.reading.limits import Budget, ReadingProblem
from checker.reading.textual import clean
from checker.reading.zipped import member, open_zip

Member = tuple[str, bytes | ReadingProblem]
_NOISE = {".ds_store", "thumbs.db", "desktop.ini"}


def safe_name(name: str) -> str:
    """A member's name without drive, parent folders, control characters or leading slash; never empty."""
    parts = []
    for piece in clean(name).replace("\\", "/").replace("\n", " ").replace("\t", " ").split("/"):
        piece = "".join(char for char in piece if char.isprintable()).strip()
        if piece not in ("", ".", "..") and not (len(piece) == 2 and piece[1] == ":"):
            parts.append(piece[:200])
    return "/".join(parts[-8:]) or "sans nom"


def is_noise(name: str) -> bool:
    """Whether a member is left behind by an operating system and means nothing to a person."""
    return "__MACOSX/" in name or name.rpartition("/")[2].lower() in _NOISE


def zip_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """The files of a zip. Raises ReadingProblem corrupt or bomb for the archive as a whole."""
    with open_zip(data) as archive:
        infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
        _check_totals([info.file_size for info in infos], len(data), budget)
        for info in infos:
            name = safe_name(_decoded(info))
            if is_noise(info.filename):
                continue
            budget.take_member()
            try:
                yield name, member(archive, info, budget)
            except ReadingProblem as problem:
                if problem.code == "bomb":
                    raise
                yield name, problem


def _check_totals(sizes: list[int], packed: int, budget: Budget) -> None:
    """Refuse on the strength of the directory alone."""
    if len(sizes) > budget.limits.max_members:
        raise ReadingProblem("bomb", f"{len(sizes)} members")
    total = sum(sizes)
    if total > budget.limits.max_uncompressed or (total > 1024 * 1024 and total > budget.limits.max_ratio * packed):
        raise ReadingProblem("bomb", f"{total} bytes from {packed}")


def _decoded(info: zipfile.ZipInfo) -> str:
    """Old Windows archives say nothing of their encoding: the bytes were UTF-8 or the DOS page 850."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp850", "replace")


def seven_zip_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """The files of a 7z. Raises ReadingProblem corrupt, encrypted or bomb."""
    try:
        with py7zr.SevenZipFile(io.BytesIO(data)) as archive:
            if archive.needs_password():
                raise ReadingProblem("encrypted", "7z with a password")
            infos = [info for info in archive.list() if not info.is_directory]
            _check_totals([int(info.uncompressed) for info in infos], len(data), budget)
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
