"""Opening files the outside wrote: encodings, JSON streams, XML streams, CSV. Errors are French sentences."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import ijson  # type: ignore[import-untyped, unused-ignore]
from ijson.common import ObjectBuilder  # type: ignore[import-untyped, unused-ignore]
from lxml import etree  # type: ignore[import-untyped, unused-ignore]

from procurement.sources.base import UnreadableFile

csv.field_size_limit(16 * 1024 * 1024)
_CHUNK = 1 << 20
# The parser names the path of every bracket of a chunk before we see the first: a chunk of 64 KiB of « [ » takes 10 GB.
_JSON_CHUNK = 4096
_DEEPEST = 100


def encoding_of(path: Path) -> str:
    """utf-8-sig, utf-16 or cp1252, told by the bytes; raises when the file is empty or cannot be opened."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as handle:
            chunk = handle.read(_CHUNK)
            if not chunk.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
                raise UnreadableFile("fichier_vide", f"Le fichier {path.name} est vide.")
            if chunk[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
                return "utf-16"
            while chunk:
                decoder.decode(chunk)
                chunk = handle.read(_CHUNK)
    except UnicodeDecodeError:
        return "cp1252"
    except OSError as error:
        raise UnreadableFile("fichier_illisible", f"Le fichier {path.name} ne peut pas être ouvert.") from error
    return "utf-8-sig"


def open_text(path: Path) -> IO[str]:
    """The file as text in its own encoding; bytes that mean nothing become U+FFFD."""
    return path.open("r", encoding=encoding_of(path), errors="replace", newline="")


class _Utf8Bytes:
    """What a JSON stream parser reads: the text of a file, as UTF-8."""

    def __init__(self, handle: IO[str]) -> None:
        self._handle = handle

    def read(self, size: int = -1) -> bytes:
        return self._handle.read(size).encode("utf-8", "replace")


def json_records(path: Path, prefixes: Collection[str]) -> Iterator[tuple[str, Any]]:
    """Each object standing at one of the ijson prefixes ("results.item"), with its prefix, in one pass."""
    builder: Any = None
    here = ""
    with open_text(path) as handle:
        try:
            for prefix, event, value in ijson.parse(_Utf8Bytes(handle), buf_size=_JSON_CHUNK):
                if prefix.count(".") > _DEEPEST:
                    raise UnreadableFile("json_illisible", _broken(path, "JSON"))
                if builder is None:
                    if event != "start_map" or prefix not in prefixes:
                        continue
                    builder, here = ObjectBuilder(), prefix
                builder.event(event, value)
                if event == "end_map" and prefix == here:
                    yield here, builder.value
                    builder = None
        except (ijson.JSONError, ValueError) as error:
            raise UnreadableFile("json_illisible", _broken(path, "JSON")) from error


def json_document(path: Path) -> Any:
    """A whole (small) JSON document."""
    with open_text(path) as handle:
        try:
            return json.load(handle, parse_float=Decimal)
        except (ValueError, RecursionError) as error:
            raise UnreadableFile("json_illisible", _broken(path, "JSON")) from error


def json_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Each line of a JSONL file with its number; a line that is no JSON comes as its text."""
    with open_text(path) as handle:
        for number, row in enumerate(handle, 1):
            if row.strip():
                try:
                    yield number, json.loads(row, parse_float=Decimal)
                except ValueError:
                    yield number, row


def csv_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV whatever its separator (comma, semicolon, bar, tab) and encoding."""
    with open_text(path) as handle:
        header = handle.readline()
        separator = max(",;|\t", key=header.count)
        names = [name.strip() for name in next(csv.reader([header], delimiter=separator), [])]
        if len(names) < 2:
            raise UnreadableFile(
                "csv_illisible", f"Le fichier {path.name} n'est pas un tableau CSV : une seule colonne."
            )
        try:
            for cells in csv.reader(handle, delimiter=separator):
                if any(cell.strip() for cell in cells):
                    yield dict(zip(names, cells, strict=False))
        except csv.Error as error:
            raise UnreadableFile("csv_illisible", _broken(path, "CSV")) from error


def head(path: Path, size: int = 8192) -> str:
    """The first characters of a file, to tell what it is."""
    with open_text(path) as handle:
        return handle.read(size)


def xml_elements(path: Path, tags: Sequence[str]) -> Iterator[Any]:
    """Each element with one of the local names, freed after use. No entity is ever resolved, no network touched."""
    _refuse_entities(path)
    try:
        stream = etree.iterparse(
            str(path),
            events=("end",),
            tag=[f"{{*}}{tag}" for tag in tags],
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        for _, element in stream:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, OSError) as error:
        raise UnreadableFile("xml_illisible", _broken(path, "XML")) from error


def _refuse_entities(path: Path) -> None:
    start = head(path, 65536)
    if "<!ENTITY" in start or "<!DOCTYPE" in start:
        message = f"Le fichier {path.name} déclare des entités XML : il est refusé par sécurité."
        raise UnreadableFile("xml_entites", message)


def _broken(path: Path, kind: str) -> str:
    return f"Le fichier {path.name} n'est pas un fichier {kind} lisible : il est incomplet, abîmé ou d'un autre format."
