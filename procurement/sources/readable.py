"""Everything readable of a notice, for search, without the people named in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_PERSONAL_KEYS = re.compile(
    r"(?i)^(@.*|tel|fax|mel|mail|courriel|coord|phone|contact|contact_name|"
    r".*(telephone|telefax|electronicmail|e_mail|email|adressemail|telcontact|nomcontact|correspondant|contact_?point).*|"
    r"(cac:|efac:)?(contact|ultimatebeneficialowner|person)|pers_.*|person.*|jury.*|member_?names?)$"
)
_TECHNICAL_KEYS = re.compile(
    r"(?i)(^idweb$|code$|cpv|nuts|url|uri|version|schema|^id$|:id$|date|time$|schemeid|customization|websiteuri|languageid|"
    r"language|currency|country|class)"
)
_EMAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+")
_EMAIL_LABEL = re.compile(r"(?im)^[ \t]*(?:adresse )?(?:courriel|m[eé]l|e-?mail|mail)[ \t]*:[ \t]*\n?.*$")
_INLINE_EMAIL = re.compile(r"(?i)\b(?:courriel|m[eé]l|e-?mail)[ \t]*:[ \t]*\S+(?:[ \t]+[\w.-]+\.[a-z]{2,4}\b)?")
_PHONE = re.compile(r"(?:\(?\+ ?33\)?|\b0)[\s.\-()]*[1-9](?:[\s.\-]*\d{2}){4}\b")
_PHONE_LABEL = re.compile(r"(?i)\b(?:t[eé]l(?:[eé]phone)?|fax|t[eé]l[eé]copieur)\b\.?\s*:?(?=\s*(?:[,;\n]|$))")
_PLACEHOLDER = re.compile(r"(?i)\[(?:courriel|tel|mail|nom)\]")
_LEFT_OVER = re.compile(r"(?i)\b(?:correspondant|courriel|m[eé]l)\s*:\s*(?=[;,]|$)|(?:\s*;){2,}")
_ATTENTION = re.compile(
    r"(?im)(?:à|a) l['’]attention de\s*:?[ \t]*\n?[^\n,;]*|^[ \t]*(?:point\(s\) de contact|correspondant)\s*:?.*$"
)
_TITLED = re.compile(r"\b(?:M\.|Mme|Mr|Mlle|Monsieur|Madame)[ \t]+[A-ZÉÈ][\w'’-]+(?:[ \t]+[A-ZÉÈ][\w'’-]+){0,2}")


def scrub(words: str) -> str:
    """The words without e-mail addresses, telephone numbers and named correspondents."""
    for pattern in (
        _PLACEHOLDER,
        _ATTENTION,
        _EMAIL_LABEL,
        _EMAIL,
        _INLINE_EMAIL,
        _PHONE,
        _TITLED,
        _PHONE_LABEL,
        _LEFT_OVER,
    ):
        words = pattern.sub(" ", words)
    lines = (re.sub(r"[ \t\u00a0\u202f]+", " ", row).strip() for row in words.splitlines())
    return "\n".join(row for row in lines if row)


def readable(*nodes: Any) -> str | None:
    """Every sentence of the nodes once, in order, scrubbed; None when there is none."""
    found = dict.fromkeys(words for node in nodes for words in _words(node))
    return scrub("\n".join(found)) or None


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        if re.search(r"[^\W\d_]{3}", node):
            yield node.strip()
    elif isinstance(node, Mapping):
        for key, value in node.items():
            if not _PERSONAL_KEYS.match(key) and not (isinstance(value, str) and _TECHNICAL_KEYS.search(key)):
                yield from _words(value)
    elif isinstance(node, list | tuple):
        for item in node:
            yield from _words(item)
