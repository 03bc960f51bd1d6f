"""Reading of any file a firm or a buyer may send: read() here, read_isolated() in a process that may die without harm.

The names are looked up when asked for: a process that draws one page does not load every reader.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.reading.document import Cell, CheckBox, Document, Page, Signature, Table, Word
    from checker.reading.isolate import close_workers, read_isolated
    from checker.reading.limits import Limits
    from checker.reading.ocr import has_ocr
    from checker.reading.problems import problem_sentence
    from checker.reading.reader import read

__all__ = [
    "Cell", "CheckBox", "Document", "Limits", "Page", "Signature", "Table", "Word", "close_workers", "has_ocr",
    "problem_sentence", "read", "read_isolated",
]  # fmt: skip
_HOMES = {
    "document": ("Cell", "CheckBox", "Document", "Page", "Signature", "Table", "Word"),
    "isolate": ("close_workers", "read_isolated"),
    "limits": ("Limits",),
    "ocr": ("has_ocr",),
    "problems": ("problem_sentence",),
    "reader": ("read",),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
