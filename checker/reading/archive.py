"""Zip archives: members with safe names, bombs and passwords refused before anything is unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

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
        check_totals([info.file_size for info in infos], len(data), budget)
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


def check_totals(sizes: list[int], packed: int, budget: Budget) -> None:
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
