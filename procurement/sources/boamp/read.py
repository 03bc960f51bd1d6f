"""Reading BOAMP files: one raw record per notice, whatever the file is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from procurement.sources.base import RawRecord, UnreadableFile
from procurement.sources.readers import csv_rows, head, json_document, json_lines, json_records, xml_elements
from procurement.sources.xmltree import tree

_PREFIXES = ("results.item", "records.item", "item", "results", "record", "")
_API_V1 = re.compile(r'^\s*\{\s*"\d{2}-\d+"\s*:\s*\[')


def read_records(path: Path) -> Iterator[RawRecord]:
    """The notices of a file. Raises `UnreadableFile` with a French sentence."""
    start = head(path).lstrip()
    if start.startswith("<"):
        return _from_xml(path)
    if path.suffix.lower() == ".jsonl" or re.match(r"^\{[^\n]*\}\s*\n\s*\{", start):
        return _from_lines(path)
    if _API_V1.match(start):
        return _from_api_v1(path)
    if start[:1] in "{[":
        return _from_json(path)
    return _from_csv(path)


def _from_json(path: Path) -> Iterator[RawRecord]:
    start = head(path, 2000).lstrip()
    many = start.startswith("[") or re.search(r'"(results|records)"\s*:\s*\[', head(path, 65536))
    prefixes = tuple(p for p in _PREFIXES if p.endswith("item")) if many else ("",)
    position = 0
    for _, data in json_records(path, prefixes):
        position += 1
        inner = data.get("fields") or data.get("record") or data
        yield RawRecord(inner, path.name, position, shape_of(inner))
    if not position and not re.search(r'"(results|records)"\s*:\s*\[\s*\]|^\s*\[\s*\]', start):
        raise UnreadableFile("aucun_avis", f"Le fichier {path.name} ne contient aucun avis au format BOAMP.")


def shape_of(data: Any) -> str:
    """Which parser a JSON record meets."""
    if not isinstance(data, dict):
        return "unknown"
    if "sourceRef" in data:
        return "tender_table"
    if "texte" in data:
        return "full_text"
    if data.get("donnees") or data.get("gestion"):
        return "ods"
    return "flat" if "idweb" in data else "unknown"


def _from_lines(path: Path) -> Iterator[RawRecord]:
    for number, data in json_lines(path):
        yield RawRecord(data, path.name, number, shape_of(data))


def _from_api_v1(path: Path) -> Iterator[RawRecord]:
    for position, (number, cells) in enumerate(json_document(path).items(), 1):
        yield RawRecord({"idweb": number, "cells": cells}, path.name, position, "api_v1")


def _from_xml(path: Path) -> Iterator[RawRecord]:
    position = 0
    for element in xml_elements(path, ("ANNONCE",)):
        position += 1
        yield RawRecord(tree(element), path.name, position, "dila")
    if not position:
        raise UnreadableFile("aucun_avis", f"Le fichier {path.name} ne contient aucun avis au format BOAMP.")


def _from_csv(path: Path) -> Iterator[RawRecord]:
    """The wide export of the old schema spreads one notice over several rows: they come back together."""
    notices: dict[str, list[dict[str, str]]] = {}
    for position, row in enumerate(csv_rows(path), 2):
        if "BOAMP_AVIS_NUM" not in row:
            if "idweb" not in row:
                message = f"Le fichier {path.name} n'a pas les colonnes d'une table d'avis (idweb)."
                raise UnreadableFile("colonnes_inconnues", message)
            yield RawRecord(row, path.name, position, "ods" if row.get("donnees") else "flat")
            continue
        notices.setdefault(row["BOAMP_AVIS_NUM"], []).append(row)
    for position, rows in enumerate(notices.values(), 1):
        yield RawRecord(rows, path.name, position, "wide_table")
