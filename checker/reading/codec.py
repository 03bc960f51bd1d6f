"""Documents and limits as JSON, the only language spoken with the reading process (nothing is ever unpickled)."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import orjson

from checker.reading.document import Cell, CheckBox, Document, Page, Signature, Table, Word
from checker.reading.limits import Limits


def encode(documents: tuple[Document, ...]) -> bytes:
    """Documents as JSON bytes."""
    return orjson.dumps([_document(document) for document in documents])


def decode(data: bytes | list[Any]) -> tuple[Document, ...]:
    """Documents from what encode() wrote. Raises ValueError, KeyError or TypeError on anything else."""
    listed = orjson.loads(data) if isinstance(data, bytes) else data
    return tuple(_to_document(item) for item in listed)


def encode_limits(limits: Limits) -> dict[str, Any]:
    """Limits as a JSON object."""
    return dataclasses.asdict(limits)


def decode_limits(item: dict[str, Any]) -> Limits:
    """Limits from a JSON object."""
    return Limits(**item)


_PLAIN = (
    "name", "sha256", "size", "media_type", "fields", "metadata", "problem", "problem_detail", "has_macros",
    "tracked_changes", "comments", "parent",
)  # fmt: skip


def _document(document: Document) -> dict[str, Any]:
    item = {name: getattr(document, name) for name in _PLAIN}
    item["pages"] = [_page(page) for page in document.pages]
    item["signatures"] = [dataclasses.asdict(signature) for signature in document.signatures]
    return item


def _page(page: Page) -> dict[str, Any]:
    return {
        "number": page.number,
        "text": page.text,
        "words": [[word.text, *word.box] for word in page.words],
        "tables": [[table.title, [_cell(cell) for cell in table.cells]] for table in page.tables],
        "check_boxes": [[box.label, box.checked] for box in page.check_boxes],
        "rest": [
            list(page.furniture),
            page.width,
            page.height,
            page.text_source,
            page.ocr_confidence,
            list(page.defects),
            [list(box) for box in page.pictures],
        ],
    }


def _cell(cell: Cell) -> list[Any]:
    return [cell.row, cell.column, cell.text, _value(cell.value), cell.formula]


def _value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    return value


def _to_value(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((kind, text),) = value.items()
    makers: dict[str, Any] = {
        "decimal": Decimal,
        "datetime": datetime.fromisoformat,
        "date": date.fromisoformat,
        "time": time.fromisoformat,
    }
    return makers[kind](text)


def _to_document(item: dict[str, Any]) -> Document:
    return Document(
        pages=tuple(_to_page(page) for page in item["pages"]),
        signatures=tuple(Signature(**signature) for signature in item["signatures"]),
        **{name: item[name] for name in _PLAIN},
    )


def _to_page(item: dict[str, Any]) -> Page:
    furniture, width, height, source, confidence, defects, pictures = item["rest"]
    return Page(
        item["number"],
        item["text"],
        tuple(Word(text, (x0, y0, x1, y1)) for text, x0, y0, x1, y1 in item["words"]),
        tuple(Table(tuple(_to_cell(cell) for cell in cells), title) for title, cells in item["tables"]),
        tuple(CheckBox(label, checked) for label, checked in item["check_boxes"]),
        tuple(furniture), width, height, source, confidence, tuple(defects), tuple((x0, y0, x1, y1) for x0, y0, x1, y1 in pictures),
    )  # fmt: skip


def _to_cell(item: list[Any]) -> Cell:
    row, column, text, value, formula = item
    return Cell(row, column, text, _to_value(value), formula)
