"""Cleaning of text shared by all readers: Unicode form, ligatures, symbol fonts, encodings, check boxes."""

from __future__ import annotations

import re
import unicodedata

from charset_normalizer import from_bytes

from checker.reading.document import CheckBox

EMPTY_BOX, CROSSED_BOX, TICKED_BOX = "\u2610", "\u2612", "\u2611"

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_EMPTY = "\u25a1\u25a2\u274f\u2751\u2750\u2752\u25fb\u25fd\u2b1c\U0001f78e"
_CROSSED = "\u22a0\u25a3\u2bbd\U0001f5f5\U0001f5f7"
# Wingdings and Wingdings 2 characters as Word stores them: private use area U+F000 plus the code in the font.
_SYMBOL = {
    0xF06F: EMPTY_BOX,
    0xF071: EMPTY_BOX,
    0xF072: EMPTY_BOX,
    0xF0A8: EMPTY_BOX,
    0xF0A3: EMPTY_BOX,
    0xF078: CROSSED_BOX,
}
_SYMBOL |= {
    0xF0FD: CROSSED_BOX,
    0xF053: CROSSED_BOX,
    0xF0FE: TICKED_BOX,
    0xF052: TICKED_BOX,
    0xF0FC: "\u2713",
    0xF0FB: "\u2717",
}
_SYMBOL |= {
    0xF0A7: "\u25aa",
    0xF0B7: "\u2022",
    0xF0D8: "\u27a2",
    0xF0E0: "\u2192",
    0xF02D: "-",
    0xF076: "\u2756",
    0xF0F0: "\u21e8",
}
_TABLE = {ord(key): value for key, value in _LIGATURES.items()}
_TABLE |= {ord(char): EMPTY_BOX for char in _EMPTY} | {ord(char): CROSSED_BOX for char in _CROSSED} | _SYMBOL
_TABLE |= {0xAD: "", 0x200B: "", 0xFEFF: "", 0xFFFE: "-", 0x02: "-", 0x2028: "\n", 0x2029: "\n", 0x0B: "\n", 0x00: ""}
_TABLE |= {code: "" for code in range(0x20) if code not in (0x00, 0x02, 0x09, 0x0A, 0x0B, 0x0C, 0x0D)}

# The same characters when a converter forgot the font: alone between spaces they cannot be French.
_LOST = {"\u00a8": EMPTY_BOX, "\u00fd": CROSSED_BOX, "\u00fe": TICKED_BOX}
_LOST_SYMBOL = re.compile(r"(?<!\S)[\u00a8\u00fd\u00fe](?!\S)")
_BOX = re.compile(f"[{EMPTY_BOX}{CROSSED_BOX}{TICKED_BOX}]|\\[ ?[xX]? ?\\](?!\\()")
_BULLET = re.compile(r"^[\s:;,.\-–—]+|[\s:;,\-–—]+$")


def clean(text: str) -> str:
    """NFC text with ligatures spelled out, symbol fonts mapped, control characters gone and lone surrogates replaced."""
    if text.isascii() and text.isprintable():
        return str(text)  # nearly every word of every page; a plain str, whatever a library derived from it
    text = text.translate(_TABLE)
    if not text.isascii():
        text = _LOST_SYMBOL.sub(lambda match: _LOST[match.group()], text)
        text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    return text


def tidy(lines: list[str]) -> str:
    """Lines as one text: no trailing spaces, at most one empty line in a row."""
    kept: list[str] = []
    for line in "\n".join(lines).replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = line.rstrip()
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")


def decode(data: bytes) -> str:
    """The text of bytes whose encoding nobody told: BOM, then UTF-8, then UTF-16 by its zeros, then Western code pages."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    head = data[:4096]
    if head.count(0) > len(head) // 4:
        return data.decode("utf-16-be" if head[::2].count(0) > head[1::2].count(0) else "utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_western(data)


def _decode_western(data: bytes) -> str:
    guess = from_bytes(data[:65536], cp_isolation=["cp1252", "latin_1", "cp850", "mac_roman"]).best()
    return data.decode(guess.encoding if guess else "cp1252", "replace")


def check_boxes_in(text: str) -> tuple[CheckBox, ...]:
    """Check boxes drawn as characters. The label is what follows on the line; failing that, what precedes it."""
    boxes: list[CheckBox] = []
    for line in text.split("\n"):
        marks = list(_BOX.finditer(line))
        for index, mark in enumerate(marks):
            end = marks[index + 1].start() if index + 1 < len(marks) else len(line)
            label = _BULLET.sub("", line[mark.end() : end])
            if not label or (index + 1 == len(marks) and index == 0 and not re.search(r"\w", label)):
                label = _BULLET.sub("", line[: mark.start()])
            drawn = mark.group()
            boxes.append(CheckBox(" ".join(label.split()), drawn != EMPTY_BOX and not re.fullmatch(r"\[ *\]", drawn)))
    return tuple(boxes)
