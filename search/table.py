"""The columns of a segment: what filters, facets, ranking and sorting need of every notice, as arrays."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np

from procurement.nomenclature import places
from search.columns import Row, rebuilt
from search.contract import SearchNotice
from search.words import Ints

ONE = ("kind", "contract_type", "procedure", "departement", "epci", "commune", "buyer_id", "buyer")
YES_NO = ("allotted", "social_clause", "reserved")
MANY = ("cpv", "main", "trades")
NEVER = np.iinfo(np.int64).max
_EPOCH = datetime(1970, 1, 1)
_MOST_CENTS = 10**17


def seconds(moment: datetime) -> int:
    """Seconds of a local time since 1970; a zone is left out."""
    return int((moment.replace(tzinfo=None) - _EPOCH) // timedelta(seconds=1))


def cents(amount: Decimal | None) -> int:
    """An amount in cents; -1 when unknown."""
    known = amount is not None and amount.is_finite() and 0 <= amount * 100 < _MOST_CENTS
    return int(amount * 100) if amount is not None and known else -1


def _codes(values: Iterable[str | None]) -> tuple[Ints, list[str]]:
    numbers: dict[str, int] = {}
    made = [-1 if not value else numbers.setdefault(value, len(numbers)) for value in values]
    return np.array(made, np.int32), list(numbers)


def _point(notice: SearchNotice) -> tuple[float, float]:
    town = places.commune(notice.commune) if notice.commune else None
    spot = town if town is not None and town.latitude is not None else notice
    missing = spot.latitude is None or spot.longitude is None
    return (float("nan"), float("nan")) if missing else (float(spot.latitude or 0), float(spot.longitude or 0))


def _many(rows: Sequence[Row], pick: Callable[[Row], Iterable[str]]) -> tuple[Ints, Ints, list[str]]:
    owners: list[int] = []
    values: list[str] = []
    for number, one in enumerate(rows):
        for value in pick(one):
            owners.append(number)
            values.append(value)
    codes, names = _codes(values)
    return np.array(owners, np.int32), codes, names


def pack(rows: Sequence[Row], lengths: Mapping[str, Ints]) -> bytes:
    """The rows as the bytes of a file. `lengths` are the numbers of stems by field."""
    arrays: dict[str, Any] = {f"length_{name}": sizes for name, sizes in lengths.items()}
    names: dict[str, list[str]] = {}
    notices = [one.notice for one in rows]
    for name in ONE:
        arrays[name], names[name] = _codes(getattr(one, name) for one in notices)
    for name in YES_NO:
        arrays[name] = np.array([-1 if (v := getattr(one, name)) is None else int(v) for one in notices], np.int8)
    picks: dict[str, Callable[[Row], Iterable[str]]] = {
        "cpv": lambda one: dict.fromkeys(one.notice.cpv),
        "main": lambda one: one.main,
        "trades": lambda one: one.trades,
    }
    for name, pick in picks.items():
        arrays[f"{name}_row"], arrays[name], names[name] = _many(rows, pick)
    arrays["value"] = np.array([value for one in rows for value in one.trades.values()], np.float64)
    arrays["published"] = np.array([one.published.toordinal() if one.published else 0 for one in notices], np.int32)
    arrays["deadline"] = np.array([seconds(one.deadline) if one.deadline else NEVER for one in notices], np.int64)
    arrays["amount"] = np.array([cents(one.amount) for one in notices], np.int64)
    arrays["point"] = np.array([_point(one) for one in notices], np.float64).reshape(-1, 2)
    arrays["flags"] = np.array([one.study + 2 * one.building + 4 * one.lots for one in rows], np.int8)
    lines = [json.dumps([one.title, *one.lots]).encode() for one in notices]
    arrays["shown"] = np.frombuffer(b"".join(lines), np.uint8)
    arrays["shown_at"] = np.cumsum([0, *map(len, lines)], dtype=np.int64)
    header = {"ids": [one.id for one in notices], "names": names}
    arrays["header"] = np.frombuffer(json.dumps(header).encode(), np.uint8)
    out = io.BytesIO()
    np.savez(out, **arrays)
    return out.getvalue()


class Table:
    """The columns of a segment, read once. `names` gives the value of each code of a column."""

    def __init__(self, packed: bytes) -> None:
        """Raises ValueError, KeyError or OSError when the bytes are damaged."""
        with np.load(io.BytesIO(packed), allow_pickle=False) as held:
            self.columns: dict[str, Ints] = {name: held[name] for name in held.files}
        header = json.loads(self.columns.pop("header").tobytes())
        self.ids: list[str] = header["ids"]
        self.names: dict[str, list[str]] = header["names"]
        self.lengths = {
            name.removeprefix("length_"): sizes for name, sizes in self.columns.items() if name.startswith("length_")
        }
        self.stems = {name: int(sizes.sum()) for name, sizes in self.lengths.items()}
        self.kept: dict[Hashable, Any] | None = None  # see search.kept
        self._groups: dict[tuple[frozenset[str], float], Ints] = {}
        flags = self.columns["flags"]
        self.study, self.building, self.lots = (flags & 1) > 0, (flags & 2) > 0, (flags & 4) > 0
        self._spans = {name: np.searchsorted(self.columns[f"{name}_row"], np.arange(len(self) + 1)) for name in MANY}

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, name: str) -> Ints:
        return self.columns[name]

    def shown(self, row: int) -> tuple[str, tuple[str, ...]]:
        """The title and the titles of lots of a row."""
        start, end = self["shown_at"][row : row + 2]
        title, *lots = json.loads(self["shown"][start:end].tobytes())
        return title, tuple(lots)

    def many(self, name: str, row: int) -> list[str]:
        """The values of a row in a column that may hold several."""
        start, end = self._spans[name][row : row + 2].tolist()
        names = self.names[name]
        return [names[code] for code in self.columns[name][start:end].tolist()]

    def one(self, name: str, row: int) -> str | None:
        """The value of a row in a column that holds one at most."""
        code = self[name][row]
        return self.names[name][code] if code >= 0 else None

    def trades(self, row: int) -> dict[str, float]:
        """The trades of a row with their scores."""
        start, end = self._spans["trades"][row : row + 2].tolist()
        return dict(zip(self.many("trades", row), self.columns["value"][start:end].tolist(), strict=True))

    @cached_property
    def _by_trade(self) -> tuple[Ints, Ints, Ints]:
        order = np.argsort(self["trades"], kind="stable")
        starts = np.searchsorted(self["trades"][order], np.arange(len(self.names["trades"]) + 1))
        return self["trades_row"][order], self["value"][order], starts

    @cached_property
    def _trade_codes(self) -> dict[str, int]:
        return {name: code for code, name in enumerate(self.names["trades"])}

    def trade(self, name: str) -> Ints:
        """The score of one trade or object in every row."""
        return self.highest(frozenset({name}))

    def highest(self, names: frozenset[str], least: float = 0.0) -> Ints:
        """The highest score of these trades or objects in every row, 0 below `least`."""
        made = np.zeros(len(self))
        rows, values, starts = self._by_trade
        for code in sorted(self._trade_codes[name] for name in names & self._trade_codes.keys()):
            here = slice(starts[code], starts[code + 1])
            held = values[here]
            made[rows[here]] = np.maximum(made[rows[here]], np.where(held >= least, held, 0.0))
        return made

    def any_trade(self, names: frozenset[str], least: float) -> Ints:
        """Whether a row has one of these trades or objects at `least`."""
        if (known := self._groups.get((names, least))) is None:
            known = self.highest(names, least) >= max(least, 0.01)
            if len(self._groups) > 60:
                self._groups.clear()
            self._groups[names, least] = known
        return known

    def _plain(self, row: int) -> dict[str, Any]:
        held: dict[str, Any] = {name: value for name in ONE if (value := self.one(name, row)) is not None}
        return held | {name: bool(known) for name in YES_NO if (known := int(self[name][row])) >= 0}

    def row(self, row: int) -> Row:
        """A row as it was packed."""
        title, lots = self.shown(row)
        published, deadline, amount = (int(self[name][row]) for name in ("published", "deadline", "amount"))
        latitude, longitude = (None if np.isnan(value) else float(value) for value in self["point"][row])
        notice = SearchNotice(
            id=self.ids[row],
            title=title,
            lots=lots,
            cpv=tuple(self.many("cpv", row)),
            published=date.fromordinal(published) if published else None,
            deadline=None if deadline == NEVER else _EPOCH + timedelta(seconds=deadline),
            amount=None if amount < 0 else Decimal(amount) / 100,
            latitude=latitude,
            longitude=longitude,
            **self._plain(row),
        )
        flags = bool(self.study[row]), bool(self.building[row]), bool(self.lots[row])
        return rebuilt(notice, self.trades(row), *flags)
