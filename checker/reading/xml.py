"""XML as "tag : value" lines, entities off. The names a DUME (ESPD) uses stay readable, and its repeated blocks are apart."""

from __future__ import annotations

import re
from typing import Any

from checker.reading.content import Content
from checker.reading.document import Page
from checker.reading.limits import Budget
from checker.reading.signatures import xades
from checker.reading.textual import check_boxes_in, clean, tidy
from checker.reading.zipped import parse_xml

_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])")
_MAX_LINES = 60_000
_MAX_DEPTH = 200


def read_xml(data: bytes, budget: Budget) -> Content:
    """Read an XML file as one page. Raises ReadingProblem corrupt or entities."""
    root = parse_xml(data)
    lines: list[str] = [_name(root)]
    _walk(root, lines, 0)
    text = clean(tidy(lines))
    content = Content([Page(1, text, check_boxes=check_boxes_in(text))])
    content.signatures = xades(data)
    content.metadata["root"] = _name(root)
    namespace = root.tag.rpartition("}")[0].lstrip("{") if isinstance(root.tag, str) else ""
    if namespace:
        content.metadata["namespace"] = namespace
    return content


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _label(element: Any) -> str:
    """CompanyID in the parent PartyLegalEntity: "Company ID" with its scheme when it has one."""
    label = _CAMEL.sub(" ", _name(element))
    kinds = [
        value
        for key, value in element.attrib.items()
        if key.rpartition("}")[2] in ("currencyID", "unitCode", "schemeName")
    ]
    return f"{label} ({', '.join(kinds)})" if kinds else label


def _walk(element: Any, lines: list[str], depth: int) -> None:
    if depth > _MAX_DEPTH or len(lines) > _MAX_LINES:
        return
    for child in element.iterchildren():
        if not isinstance(child.tag, str):
            continue
        text = " ".join((child.text or "").split())
        has_children = len(child) > 0
        if text:
            lines.append(f"{_label(child)} : {text}")
        if has_children:
            if not text:
                lines.append("" if depth < 2 else _label(child))
                if depth < 2 and _name(child).endswith("OperatorParty" if depth else "Party"):
                    lines.append(_label(child))  # whose name and number follow
            _walk(child, lines, depth + 1)
        tail = " ".join((child.tail or "").split())
        if tail:
            lines.append(tail)
