"""Reading DECP files: one raw record per contract, whatever the file is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from procurement.sources.base import RawRecord, UnreadableFile
from procurement.sources.decp.columns import contract_key, is_contract_table
from procurement.sources.parquet import is_parquet, table_rows
from procurement.sources.readers import head, json_records, open_text, xml_elements
from procurement.sources.xmltree import tree

_PREFIXES = (
    "item",
    "marches.item",
    "marches.marche.item",
    "marches.marche",
    "marches.contrat-concession.item",
    "marches.contrat-concession",
    "contrat-concession.item",
    "contrats-concession.item",
    "concessions.item",
    "data.item",
    "results.item",
)
_AMOUNT = re.compile(
    r"""<(?:montant|valeurGlobale)>\s*(\d+)([.,]\d+)?\s*<|"(?:montant|valeurGlobale)"\s*:\s*"?(\d+)([.,]\d+)?"""
)
_ENOUGH_AMOUNTS = 50


def read_records(path: Path) -> Iterator[RawRecord]:
    """The contracts of a JSON, XML, CSV or Parquet file. Raises `UnreadableFile` with a French sentence."""
    if is_parquet(path):
        return _from_table(path)
    start = head(path).lstrip()
    if start.startswith("<"):
        return _from_xml(path)
    if start[:1] in "{[":
        return _from_json(path)
    return _from_table(path)


def _from_json(path: Path) -> Iterator[RawRecord]:
    flags = _file_flags(path)
    position = 0
    for prefix, data in json_records(path, _PREFIXES):
        position += 1
        yield RawRecord(data, path.name, position, "concession" if "concession" in prefix else "json", flags)
    if not position and not _says_empty(path):
        message = f"Le fichier {path.name} ne contient aucun marché au format DECP."
        raise UnreadableFile("aucun_marche", message)


def _says_empty(path: Path) -> bool:
    return bool(re.search(r'"(marches|marche|data|contrat-concession)"\s*:\s*\[\s*\]', head(path)))


def _from_xml(path: Path) -> Iterator[RawRecord]:
    flags = _file_flags(path)
    position = 0
    for element in xml_elements(path, ("marche", "contrat-concession")):
        position += 1
        shape = "concession" if element.tag.endswith("contrat-concession") else "xml"
        yield RawRecord(tree(element), path.name, position, shape, flags)
    if not position:
        raise UnreadableFile("aucun_marche", f"Le fichier {path.name} ne contient aucun marché au format DECP.")


def _file_flags(path: Path) -> tuple[str, ...]:
    """Suspicion about a whole file: not one cent among many amounts means that the decimal comma may have been lost."""
    whole = cents = 0
    tail = ""
    with open_text(path) as handle:
        while chunk := handle.read(1 << 20):
            chunk = tail + chunk
            cut = max(chunk.rfind("\n"), chunk.rfind("<"), len(chunk) - 200)
            tail, chunk = chunk[cut:], chunk[:cut]
            for found in _AMOUNT.finditer(chunk):
                decimals = (found.group(2) or found.group(4) or "").strip(".,0")
                cents, whole = (cents + 1, whole) if decimals else (cents, whole + 1)
    # Genuine files state cents in a large part of their amounts; a tenth is far below what is seen.
    return ("amount_maybe_x100",) if whole >= _ENOUGH_AMOUNTS and cents * 20 < whole else ()


def _from_table(path: Path) -> Iterator[RawRecord]:
    rows = table_rows(path)
    first = next(rows, None)
    if first is None:
        return iter(())
    if not is_contract_table(first):
        raise UnreadableFile(
            "colonnes_inconnues", f"Le fichier {path.name} n'a pas les colonnes d'une table de marchés."
        )
    return _groups(path)


def _groups(path: Path) -> Iterator[RawRecord]:
    """Rows of one contract together, in one pass after the count: memory holds only the contracts still open."""
    left = Counter(key for row in table_rows(path) if (key := contract_key(row)))
    waiting: dict[str, list[dict[str, Any]]] = defaultdict(list)
    position = 0
    for number, row in enumerate(table_rows(path), 2):
        key = contract_key(row)
        if key is None:
            yield RawRecord([row], path.name, number, "table")
            continue
        waiting[key].append(row)
        left[key] -= 1
        if left[key] == 0:
            position += 1
            yield RawRecord(waiting.pop(key), path.name, number, "table")
