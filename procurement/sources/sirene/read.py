"""Reading SIRENE files: JSON answers in all their envelopes, stock files in CSV or Parquet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from procurement.sources.base import RawRecord, UnreadableFile
from procurement.sources.parquet import is_parquet, table_rows
from procurement.sources.readers import head, json_document, json_lines

_LISTS = ("results", "list", "unitesLegales", "etablissements")
_SINGLES = ("uniteLegale", "etablissement", "result", "unite_legale")


def read_records(path: Path) -> Iterator[RawRecord]:
    """The companies or establishments of a file. Raises `UnreadableFile` with a French sentence."""
    if is_parquet(path):
        return _from_table(path)
    start = head(path).lstrip()
    if start.startswith("<"):
        raise UnreadableFile("xml_inattendu", f"Le fichier {path.name} est du XML : SIRENE se lit en JSON ou en CSV.")
    if start[:1] not in "{[":
        return _from_table(path)
    return _from_lines(path) if path.suffix.lower() == ".jsonl" else _from_json(path)


def _from_json(path: Path) -> Iterator[RawRecord]:
    for position, item in enumerate(_items(json_document(path)), 1):
        yield RawRecord(item, path.name, position, "json")


def _from_lines(path: Path) -> Iterator[RawRecord]:
    for number, item in json_lines(path):
        yield RawRecord(item, path.name, number, "json")


def _items(node: Any) -> Iterator[Any]:
    """The companies inside an answer, its envelopes ({searchTerms|args, result}, {header, uniteLegale}) opened."""
    if isinstance(node, list):
        for item in node:
            yield from _items(item)
    elif isinstance(node, Mapping):
        if "siren" in node or "siret" in node:
            yield node
            return
        for name in _LISTS:
            if isinstance(node.get(name), list):
                yield from _items(node[name])
                return
        inner = next((node[name] for name in _SINGLES if isinstance(node.get(name), Mapping | list)), None)
        if inner is not None:
            yield from _items(inner)
        else:
            yield node


def _from_table(path: Path) -> Iterator[RawRecord]:
    for position, row in enumerate(table_rows(path), 2):
        if position == 2 and not {"siren", "siret", "siretEtablissement"} & row.keys():
            message = f"Le fichier {path.name} n'a pas de colonne siren ni siret : ce n'est pas un fichier SIRENE."
            raise UnreadableFile("colonnes_inconnues", message)
        yield RawRecord(row, path.name, position, "csv")
