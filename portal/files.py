"""A content-addressed file store: a file lies under its SHA-256, so the same bytes are kept once and never change."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1 << 20
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]')


class TooLarge(ValueError):
    """More bytes came than the limit allows; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file kept: its SHA-256 in hexadecimal and its size in bytes."""

    sha256: str
    size: int


def clean_name(name: str) -> str:
    """The last part of a sent file name, NFC, without control or bidirectional characters, at most 200 characters."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    name = _FORBIDDEN.sub("_", name).strip(" .") or "fichier"
    if len(name) > 200:
        stem, dot, extension = name.rpartition(".")
        name = (stem[: 195 - len(extension)] + dot + extension) if dot and len(extension) <= 8 else name[:200]
    return name


class FileStore:
    """Files of one instance under one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, stream: BinaryIO, limit: int) -> Stored:
        """Keep the bytes of `stream`; raises TooLarge past `limit` bytes. A crash in the middle leaves nothing visible."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        digest, size = hashlib.sha256(), 0
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".incoming-", delete=False) as incoming:
            try:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > limit:
                        raise TooLarge(f"plus de {limit} octets")
                    digest.update(chunk)
                    incoming.write(chunk)
                incoming.flush()
                os.fsync(incoming.fileno())
                target = self.path(digest.hexdigest())
                target.parent.mkdir(exist_ok=True, mode=0o700)
                Path(incoming.name).replace(target)
            except BaseException:
                Path(incoming.name).unlink(missing_ok=True)
                raise
        return Stored(digest.hexdigest(), size)

    def path(self, sha256: str) -> Path:
        """Where the file with this SHA-256 lies. Raises ValueError for anything that is not a SHA-256."""
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            raise ValueError("empreinte invalide")
        return self.folder / sha256[:2] / sha256

    def delete(self, sha256: str) -> None:
        """Forget a file; forgetting twice is the same as once."""
        self.path(sha256).unlink(missing_ok=True)
