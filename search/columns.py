"""What filters, facets and sorting need of every notice: one JSON line each beside the index, read at once into memory."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

from search.contract import SearchNotice
from search.nature import is_building, is_study
from search.trades import trade, trades_for_notice

OBJECT = 2.0
_LOT = re.compile(r"\blots?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A notice without its text, with its trades and its nature. `main` are the trades it is really for, best first."""

    notice: SearchNotice
    trades: Mapping[str, float]
    study: bool
    building: bool
    lots: bool
    main: tuple[str, ...]
    values: tuple[tuple[str, str], ...]


def row(notice: SearchNotice) -> Row:
    """The row of a notice."""
    found = {trade_id: round(value, 2) for trade_id, value in trades_for_notice(notice).items()}
    named = bool(notice.lots or _LOT.search(notice.text))
    study = is_study(notice.title, notice.contract_type)
    return _row(dataclasses.replace(notice, text=""), found, study, is_building(notice.title, notice.cpv), named)


def _row(notice: SearchNotice, found: Mapping[str, float], study: bool, building: bool, lots: bool) -> Row:
    best = sorted(found.items(), key=lambda item: -item[1])
    main = tuple(trade_id for trade_id, value in best if value >= OBJECT and _really(trade_id, value, study))
    return Row(notice, found, study, building, lots, main, tuple(_values(notice, main)))


def _really(trade_id: str, value: float, study: bool) -> bool:
    known = trade(trade_id)
    if known is None:
        return False
    return (study or value >= 3.0) if known.nature == "intellectual" else not study


def _values(notice: SearchNotice, main: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    for name in ("kind", "contract_type", "procedure", "departement", "epci", "commune"):
        if value := getattr(notice, name):
            yield name, value
    for name in ("allotted", "social_clause", "reserved"):
        if (known := getattr(notice, name)) is not None:
            yield name, "oui" if known else "non"
    if notice.buyer_id:
        yield "buyer", notice.buyer_id
    yield from (("cpv", code) for code in {code[:2] for code in notice.cpv})
    yield from (("trade", trade_id) for trade_id in main)


def to_line(one: Row) -> str:
    """A row as one line of JSON."""
    data = {item.name: getattr(one.notice, item.name) for item in dataclasses.fields(one.notice)}
    kept = {name: value for name, value in data.items() if value not in (None, (), "")}
    packed = {"notice": kept, "trades": dict(one.trades), "flags": [one.study, one.building, one.lots]}
    return json.dumps(packed, default=str, ensure_ascii=False)


def from_line(line: str) -> Row:
    """The row of such a line. Raises ValueError, KeyError or TypeError when it is damaged."""
    raw: dict[str, Any] = json.loads(line)
    data = {"title": "", **raw["notice"]}
    for name in ("cpv", "lots"):
        data[name] = tuple(data.get(name, ()))
    if "published" in data:
        data["published"] = date.fromisoformat(data["published"])
    if "deadline" in data:
        data["deadline"] = datetime.fromisoformat(data["deadline"])
    if "amount" in data:
        data["amount"] = Decimal(data["amount"])
    study, building, lots = raw["flags"]
    return _row(SearchNotice(**data), raw["trades"], study, building, lots)


def write(path: Path, rows: Iterable[Row]) -> None:
    """Write all rows; a reader sees the old file or the new one."""
    half = path.with_name(f"{path.name}.{uuid4().hex[:8]}.half")
    half.write_text("\n".join(map(to_line, rows)), encoding="utf-8")
    half.replace(path)


def read(path: Path) -> dict[str, Row]:
    """All rows by notice id. Raises OSError, ValueError, KeyError or TypeError when the file is damaged."""
    lines = filter(None, path.read_text(encoding="utf-8").split("\n"))
    return {one.notice.id: one for one in map(from_line, lines)}
