"""Frozen dataclasses of the ground to JSON and back, for the `content` columns."""

from __future__ import annotations

import dataclasses
import hashlib
import types
import typing
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

import orjson

from procurement.models import Award, Company, Notice

Model = TypeVar("Model")


def _is_default(item: dataclasses.Field[Any], value: Any) -> bool:
    return item.default is not dataclasses.MISSING and value == item.default


def to_json(value: Any) -> Any:
    """A dataclass as plain JSON values; fields at their default are left out to keep rows small."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pairs = ((item, getattr(value, item.name)) for item in dataclasses.fields(value))
        return {item.name: to_json(part) for item, part in pairs if not _is_default(item, part)}
    if isinstance(value, tuple | list):
        return [to_json(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


_HINTS: dict[type[Any], dict[str, Any]] = {}


def _hints(model: type[Any]) -> dict[str, Any]:
    if model not in _HINTS:
        _HINTS[model] = typing.get_type_hints(model)
    return _HINTS[model]


def _decode(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        return _decode(next(part for part in typing.get_args(hint) if part is not type(None)), value)
    if origin is tuple:
        return tuple(_decode(typing.get_args(hint)[0], part) for part in value)
    if dataclasses.is_dataclass(hint):
        return from_json(typing.cast(type[Any], hint), value)
    if hint in (date, datetime):
        return hint.fromisoformat(value)
    if hint is Decimal or (isinstance(hint, type) and issubclass(hint, Enum)):
        return hint(value)
    return value


def from_json(model: type[Model], content: dict[str, Any]) -> Model:
    """The dataclass that `to_json` wrote; fields of an older version that are gone are ignored."""
    hints = _hints(model)
    return model(**{name: _decode(hints[name], value) for name, value in content.items() if name in hints})


def digest(content: dict[str, Any]) -> str:
    """A SHA-256 that changes when the content does."""
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def notice_from_json(content: dict[str, Any]) -> Notice:
    """The notice of a `notice.content` column."""
    return from_json(Notice, content)


def award_from_json(content: dict[str, Any]) -> Award:
    """The award of an `award.content` column."""
    return from_json(Award, content)


def company_from_json(content: dict[str, Any]) -> Company:
    """The company of a `company.content` column."""
    return from_json(Company, content)
