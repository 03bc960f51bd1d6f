"""Reading single values as outside sources write them: nothing is guessed, a doubtful value gives None."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

_EMPTY = {
    "",
    "none",
    "null",
    "nan",
    "<na>",
    "nc",
    "cdl",
    "mq",
    "na",
    "n/a",
    "nd",
    "[]",
    "{}",
    "cf_niv_suiv",
    "--none--",
}
# Windows-1252 characters that travelled as control codes: \x92 is an apostrophe.
_C1 = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_MONTH_SPACE = re.compile(r"^(\d{2})/(\d{2})/(\d{4})")
_ISO_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})")
_ISO_TIME = re.compile(r"^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?$")


def as_list(node: Any) -> list[Any]:
    """A list whatever the source wrote: absent gives [], a single object a list of one."""
    if node is None or node == "":
        return []
    return list(node) if isinstance(node, list | tuple) else [node]


def text(node: Any) -> str | None:
    """The words of a scalar or of `{"#text": …}`, NFC, trimmed; None when empty or a way to write « nothing »."""
    if isinstance(node, Mapping):
        node = node.get("#text")
    if isinstance(node, list | tuple):
        node = next((item for item in map(text, node) if item), None)
    if node is None or isinstance(node, bool | Mapping):
        return None
    words = unicodedata.normalize("NFC", str(node).translate(_C1)).strip()
    return None if words.lower() in _EMPTY else words


def line(node: Any) -> str | None:
    """Like `text`, on one line."""
    words = text(node)
    return _SPACES.sub(" ", words).strip() if words else None


def dig_all(node: Any, path: str) -> list[Any]:
    """Every node at a path "a/b/c", lists crossed wherever they stand."""
    found = as_list(node)
    for key in path.split("/"):
        found = [item for part in found if isinstance(part, Mapping) for item in _children(part, key)]
    return found


def _children(part: Mapping[str, Any], key: str) -> list[Any]:
    if key not in part:
        return []
    value = part[key]
    return list(value) if isinstance(value, list | tuple) else [value]


def dig(node: Any, path: str) -> Any:
    """The first node at a path, or None."""
    found = dig_all(node, path)
    return found[0] if found else None


def said(node: Any, *paths: str) -> str | None:
    """The first words found at one of the paths, on one line."""
    return next((words for path in paths for item in dig_all(node, path) if (words := line(item))), None)


def has(node: Any, path: str) -> bool:
    """Whether a key is there: in BOAMP a boolean is a key with nothing in it."""
    found = dig_all(node, path)
    return bool(found) and not all(item is None or item is False for item in found)


def yes_no(node: Any) -> bool | None:
    """True, False or None from `{"oui": …}`, `{"non": …}`, booleans and words."""
    if isinstance(node, bool):
        return node
    if isinstance(node, Mapping):
        keys = {key.lower() for key in node}
        if "oui" in keys or "non" in keys:
            return "oui" in keys if ("oui" in keys) != ("non" in keys) else None
    words = (text(node) or "").lower()
    if words in {"true", "oui", "yes", "1", "o"}:
        return True
    return False if words in {"false", "non", "no", "0", "n"} else None


def embedded(node: Any) -> Any:
    """A value that may be JSON written inside a string; the string itself when it is not JSON."""
    if isinstance(node, str) and node.strip()[:1] in "{[" and node.strip():
        try:
            return json.loads(node, parse_float=Decimal)
        except ValueError:
            return node
    return node


def amount(node: Any) -> Decimal | None:
    """A number of euros from "1 234,50", "1.234,50 €", 1234.5…; None when it is no number."""
    if isinstance(node, bool):
        return None
    if isinstance(node, int | Decimal):
        return Decimal(node) if Decimal(node).is_finite() else None
    if isinstance(node, float):
        node = repr(node)
    words = _SPACES.sub("", text(node) or "").replace("€", "").replace("EUR", "").replace("'", "")
    if "," in words and "." in words:
        words = words.replace(".", "") if words.rfind(",") > words.rfind(".") else words.replace(",", "")
    words = words.replace(",", ".")
    if not re.fullmatch(r"[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?", words):
        return None
    try:
        return Decimal(words)
    except InvalidOperation:
        return None


def whole(node: Any) -> int | None:
    """A whole number, or None ("NC", "2.5")."""
    number = amount(node)
    return int(number) if number is not None and number == number.to_integral_value() and abs(number) < 10**9 else None


def day(node: Any) -> date | None:
    """A day from an ISO or French date, time and offset left aside; None when absurd (before 1990, after 2100)."""
    words = text(node) or ""
    found = _ISO_DAY.match(words)
    parts = found.groups() if found else None
    if parts is None and (french := _MONTH_SPACE.match(words)):
        parts = (french.group(3), french.group(2), french.group(1))
    if parts is None:
        return None
    try:
        when = date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None
    return when if 1990 <= when.year <= 2100 else None


def local_time(node: Any) -> datetime | None:
    """The clock time a source wrote, its offset left aside: a French deadline is local. None without an hour."""
    found = _ISO_TIME.match(text(node) or "")
    if not found:
        return None
    year, month, dom, hour, minute = (int(part) for part in found.groups()[:5])
    try:
        when = datetime(year, month, dom, hour, minute)
    except ValueError:
        return None
    return when if 1990 <= year <= 2100 else None


def departements(node: Any) -> tuple[str, ...]:
    """Département codes from a list, JSON or "59, 62"; lost zeros put back ("1" -> "01")."""
    found = embedded(node)
    parts: Iterator[str] = (piece for item in as_list(found) for piece in re.split(r"[,;|\s]+", str(item)))
    codes = (piece.strip().upper().removesuffix(".0") for piece in parts)
    return tuple(dict.fromkeys(code.zfill(2) for code in codes if re.fullmatch(r"\d{1,3}|2[AB]", code)))
