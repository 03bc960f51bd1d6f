"""Safe reading of the parts of zip-based office files, and safe parsing of XML."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from checker.reading.limits import Budget, ReadingProblem

_SMALL = 1024 * 1024


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The zip in `data`. Raises ReadingProblem("corrupt")."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise ReadingProblem("corrupt", str(error)) from error


def part(archive: zipfile.ZipFile, name: str, budget: Budget) -> bytes | None:
    """The bytes of one member, None when absent. Raises ReadingProblem bomb, encrypted or corrupt."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    return member(archive, info, budget)


def member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes:
    """The bytes of a member, never more than it declares nor than the budget allows."""
    if info.flag_bits & 0x1:
        raise ReadingProblem("encrypted", info.filename)
    if info.file_size > _SMALL and info.file_size > budget.limits.max_ratio * max(info.compress_size, 1):
        raise ReadingProblem("bomb", f"{info.filename}: {info.file_size} bytes from {info.compress_size}")
    budget.take_bytes(info.file_size)
    try:
        with archive.open(info) as stream:
            data = stream.read(info.file_size + 1)
    except RuntimeError as error:
        raise ReadingProblem("encrypted", str(error)) from error
    except Exception as error:  # zlib, lzma, CRC and header errors have no common class
        raise ReadingProblem("corrupt", f"{info.filename}: {error}") from error
    if len(data) > info.file_size:
        raise ReadingProblem("bomb", f"{info.filename} is longer than declared")
    return data


def parse_xml(data: bytes) -> Any:
    """The root element, entities and network off. Raises ReadingProblem corrupt, or "entities" for a document that declares any."""
    head = data[:4096].replace(b"\x00", b"")
    if b"<!ENTITY" in data or b"<!ENTITY" in head:
        raise ReadingProblem("entities", "the document declares entities")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingProblem("corrupt", str(error)[:200]) from error
    if root is None:
        raise ReadingProblem("corrupt", "no root element")
    document: Any = root.getroottree().docinfo.internalDTD
    if document is not None and list(document.iterentities()):
        raise ReadingProblem("entities", "the document declares entities")
    return root


def check_office_zip(archive: zipfile.ZipFile, budget: Budget) -> None:
    """Refuse a bomb dressed as an office file, before any library opens it. Raises ReadingProblem("bomb")."""
    infos = archive.infolist()
    if len(infos) > 20_000:
        raise ReadingProblem("bomb", f"{len(infos)} parts")
    total = 0
    for info in infos:
        if info.flag_bits & 0x1:
            raise ReadingProblem("encrypted", info.filename)
        total += info.file_size
        if info.file_size > 20 * _SMALL and info.file_size > budget.limits.max_ratio * max(info.compress_size, 1):
            raise ReadingProblem("bomb", f"{info.filename}: {info.file_size} bytes from {info.compress_size}")
    if total > budget.limits.max_uncompressed:
        raise ReadingProblem("bomb", f"{total} bytes uncompressed")
