"""Reading of any file a firm or a buyer may send: read() here, read_isolated() in a process that may die without harm."""

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
