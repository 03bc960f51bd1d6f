"""XML elements as the dict the BOAMP API writes: attributes "@name", words "#text", repeated children as lists.

Thus a notice read from XML and the same notice read from the JSON of the API meet the same parser.
"""

from __future__ import annotations

from typing import Any

_PREFIXES = {
    "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2": "cbc:",
    "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2": "cac:",
    "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2": "ext:",
    "http://data.europa.eu/p27/eforms-ubl-extensions/1": "efext:",
    "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1": "efac:",
    "http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1": "efbc:",
}
_INLINE = {"FT", "BR"}  # typography inside TED words
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


def key_of(tag: str) -> str:
    """The key of a tag: the usual prefix for eForms namespaces, else the local name."""
    if not tag.startswith("{"):
        return tag
    namespace, _, local = tag[1:].partition("}")
    return _PREFIXES.get(namespace, "") + local


def tree(element: Any) -> Any:
    """The element as dict, or as str when it has neither attributes nor children."""
    node: dict[str, Any] = {f"@{key_of(str(k))}": v for k, v in element.attrib.items() if not k.startswith(_XSI)}
    words = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str):
            continue
        key = key_of(child.tag)
        if key in _INLINE:
            words.append("".join(child.itertext()) if key == "FT" else "\n")
        else:
            _add(node, key, tree(child))
        words.append(child.tail or "")
    own = "".join(words).strip()
    if not node:
        return own
    if own:
        node["#text"] = own
    return node


def _add(node: dict[str, Any], key: str, value: Any) -> None:
    if key not in node:
        node[key] = value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]
