"""Reading TED files: XML notices, or pages of the search API that carry them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree  # type: ignore[import-untyped, unused-ignore]

from procurement.sources.base import RawRecord, UnreadableFile
from procurement.sources.readers import head, json_records, xml_elements
from procurement.sources.xmltree import key_of, tree

ROOTS = (
    "TED_EXPORT",
    "ContractNotice",
    "ContractAwardNotice",
    "PriorInformationNotice",
    "BusinessRegistrationInformationNotice",
)


def read_records(path: Path) -> Iterator[RawRecord]:
    """The notices of a file. Raises `UnreadableFile` with a French sentence."""
    if head(path).lstrip()[:1] in ("{", "["):
        yield from _from_page(path)
        return
    position = 0
    for element in xml_elements(path, ROOTS):
        position += 1
        yield _record(element, path.name, position)
    if not position:
        message = f"Le fichier {path.name} n'est pas un avis TED : ni TED_EXPORT, ni formulaire électronique eForms."
        raise UnreadableFile("aucun_avis", message)


def _record(element: Any, origin: str, position: int) -> RawRecord:
    name = key_of(element.tag)
    return RawRecord({name: tree(element)}, origin, position, "export" if name == "TED_EXPORT" else "eforms")


def _from_page(path: Path) -> Iterator[RawRecord]:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True
    )
    for position, (_, item) in enumerate(json_records(path, ("notices.item", "results.item")), 1):
        try:
            content = base64.b64decode(item.get("content") or item.get("xml") or "", validate=True)
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                raise ValueError("entities")
            yield _record(etree.fromstring(content, parser), path.name, position)
        except (binascii.Error, etree.XMLSyntaxError, ValueError, TypeError):
            yield RawRecord(item, path.name, position, "unreadable")
