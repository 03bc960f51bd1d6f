"""Compiles the French of the command-line library: `python scripts/make_messages.py`, after changing messages.yaml.

Writes a GNU message catalogue (format: GNU gettext manual, « The Format of GNU MO Files »), which gettext reads by itself.
"""

from __future__ import annotations

import struct
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "portal" / "cli" / "french"
OUT = FOLDER / "fr" / "LC_MESSAGES" / "messages.mo"
_HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n > 1);\n"
_MAGIC, _TABLES_AT = 0x950412DE, 28


def catalogue() -> bytes:
    """The bytes of the catalogue: two tables of lengths and places, then the texts, sorted by their English."""
    said = yaml.safe_load((FOLDER / "messages.yaml").read_text(encoding="utf-8"))
    pairs = {"": _HEADER}
    for english, french in said.items():
        pairs[english.replace("|", "\0")] = "\0".join(french) if isinstance(french, list) else french
    columns = [[text.encode() for text in column] for column in zip(*sorted(pairs.items()), strict=True)]
    place = _TABLES_AT + 16 * len(pairs)
    tables, texts = b"", b""
    for column in columns:
        for text in column:
            tables += struct.pack("<II", len(text), place + len(texts))
            texts += text + b"\0"
    head = struct.pack("<7I", _MAGIC, 0, len(pairs), _TABLES_AT, _TABLES_AT + 8 * len(pairs), 0, place)
    return head + tables + texts


if __name__ == "__main__":
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_bytes(catalogue())
    print(f"{OUT.name}: {OUT.stat().st_size} bytes")
