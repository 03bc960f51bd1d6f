"""From indicators and a prepared question to results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from observatory.estimate import bootstrap, wilson
from observatory.families import ALL_SUMS, WHOLE, Cells, Told, figures, shares, tell
from observatory.indicators import Indicator, Kind

_SEED = "tremplin"
_REASONS = {
    "duplicate_uid": "duplicate record",
    "duplicate_profile": "duplicate record",
    "same_contract_decp": "duplicate record",
    "same_contract_notice": "duplicate record",
    "notice_only": "notice only",
    "concession": "concession",
    "defence": "defence",
    "date_missing": "date missing",
    "date_out_of_range": "date out of range",
}
_AMOUNT_REASONS = {
    "subsequent": "subsequent contract",
    "amount_missing": "amount unknown",
    "amount_outlier": "amount outlier",
    "amount_x100": "amount suspected x100",
}
_NOTHING = dict.fromkeys((*ALL_SUMS, "weight", "n", "rows"), 0)


@dataclass(frozen=True, slots=True)
class Result:
    """A figure with all that is needed to judge it. `n` contracts counted; `value` None when they are too few.

    `low`, `high`: 95 % interval. `if_unknown_none`, `if_unknown_all`: the value if every unknown were no, or yes.
    """

    code: str
    label: str
    unit: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    coverage: float | None = None
    if_unknown_none: float | None = None
    if_unknown_all: float | None = None
    left_out: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Field:
    """What every indicator of one question shares: contracts counted, those left out and why."""

    scope: int
    scope3: int
    outside: dict[str, int]
    amounts: dict[str, int]

    def total(self, indicator: Indicator) -> int:
        return self.scope3 if indicator.over == "scope3" else self.scope


def measure(
    con: duckdb.DuckDBPyConnection, wanted: Sequence[Indicator], told: Told | None = None
) -> tuple[Result, ...]:
    """The results of indicators over the prepared `scope`, in the order given; `told` when it was made for all of them."""
    counted = con.execute("SELECT (SELECT count(*) FROM scope), (SELECT count(*) FROM scope3)").fetchone() or (0, 0)
    around = _Field(
        int(counted[0]),
        int(counted[1]),
        _reasons(con, "field", "NOT in_scope", _REASONS),
        _reasons(con, "scope", "amount IS NULL", _AMOUNT_REASONS),
    )
    counted_shares = [i for i in wanted if i.kind.is_share]
    told = tell(con, wanted) if told is None else told
    sums = shares(con, counted_shares, WHOLE, told=told)
    pairs = _pairs(con, [i for i in counted_shares if i.kind is Kind.AMOUNT], told)
    values = figures(con, [i for i in wanted if not i.kind.is_share], WHOLE)
    found = {
        i.code: _share(i, _only(sums[i.code]), pairs[i.code] if i.kind is Kind.AMOUNT else [], around)
        if i.kind.is_share
        else _figure(i, _only(values[i.code]), around)
        for i in wanted
    }
    return tuple(found.values())


def _only(cells: Mapping[Any, dict[str, Any]]) -> dict[str, Any]:
    """The single cell of a question that is not broken down."""
    return next(iter(cells.values()), {"value": None, **_NOTHING})


def _pairs(
    con: duckdb.DuckDBPyConnection, amounts: Sequence[Indicator], told: Told
) -> dict[str, list[tuple[float, float]]]:
    """Euros of « yes » and euros known, buyer by buyer in a stable order."""
    buyers = shares(con, amounts, ("s.buyer_siret", "s.buyer_name"), ("yes", "known"), "1", told)
    return {
        code: [(float(cells[key]["yes"]), float(cells[key]["known"])) for key in sorted(cells, key=_text)]
        for code, cells in buyers.items()
    }


def _text(key: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(map(str, key))


def _share(indicator: Indicator, sums: dict[str, Any], pairs: list[tuple[float, float]], around: _Field) -> Result:
    left_out = around.outside | _left_out(indicator, sums, around)
    concerned = around.scope - left_out.get("not concerned", 0) - left_out.get("framework agreement", 0)
    low, high, value = None, None, None
    if sums["n"] >= indicator.minimum and sums["known"] > 0:
        value = sums["yes"] / sums["known"]
        if indicator.kind is Kind.NUMBER:
            low, high = wilson(value, sums["known"])
        elif indicator.kind is Kind.AMOUNT:
            low, high = bootstrap(pairs, _SEED) or (None, None)
    bounded = value is not None and sums["total"] > 0
    return Result(
        indicator.code,
        indicator.label,
        indicator.unit,
        _round(value),
        sums["n"],
        _round(low),
        _round(high),
        _round(sums["weight"] / concerned) if concerned else None,
        _round(sums["sure_yes"] / sums["total"]) if bounded else None,
        _round(1 - sums["sure_no"] / sums["total"]) if bounded else None,
        left_out,
    )


def _left_out(indicator: Indicator, sums: dict[str, Any], around: _Field) -> dict[str, int]:
    found = dict(around.amounts) if indicator.amounts else {}
    rest = around.scope - sum(found.values()) - sums["rows"]
    if rest > 0:
        found["framework agreement" if indicator.code.endswith("_hac") else "not concerned"] = rest
    if sums["rows"] > sums["n"]:
        found[indicator.unknown] = sums["rows"] - sums["n"]
    return found


def _figure(indicator: Indicator, cell: Mapping[str, Any], around: _Field) -> Result:
    value, n, total = cell["value"], cell["n"], around.total(indicator)
    missing = {indicator.unknown: int(total - n)} if total > n else {}
    shown = value if value is not None and n >= indicator.minimum else None
    return Result(
        indicator.code,
        indicator.label,
        indicator.unit,
        _round(shown),
        int(n),
        coverage=_round(n / total) if total else None,
        left_out=around.outside | missing,
    )


def _reasons(con: duckdb.DuckDBPyConnection, table: str, where: str, names: dict[str, str]) -> dict[str, int]:
    """Contracts by the first reason that applies."""
    cases = " ".join(f"WHEN list_contains(flags, '{flag}') THEN '{name}'" for flag, name in names.items())
    rows = con.execute(
        f"SELECT CASE {cases} ELSE 'other' END AS reason, count(*) FROM {table} WHERE {where} GROUP BY 1 ORDER BY 1"
    ).fetchall()
    return {str(reason): int(count) for reason, count in rows}


def _round(value: float | None) -> float | None:
    return None if value is None else round(float(value), 6)


@dataclass(frozen=True, slots=True)
class GroupValue:
    """A figure in one cell of a breakdown: None under the minimum of contracts.

    `coverage` is the share of contracts known; `low`, `high` the 95 % interval of a share of contracts.
    """

    value: float | None
    n: int
    coverage: float | None
    low: float | None = None
    high: float | None = None


Groups = dict[str, dict[str, list[tuple[str, GroupValue]]]]


def groups(con: duckdb.DuckDBPyConnection, wanted: Sequence[Indicator], keys: Sequence[str], told: Told) -> Groups:
    """For each column of `keys` and each of its values, the indicators of the cell in the order given (see `tell`)."""
    return {
        key: {str(name): cell for (name,), cell in grouped(con, wanted, (f"s.{key}",), told=told).items()}
        for key in keys
    }


def grouped(
    con: duckdb.DuckDBPyConnection,
    wanted: Sequence[Indicator],
    keys: Sequence[str],
    within: str | None = None,
    told: Told | None = None,
) -> dict[tuple[Any, ...], list[tuple[str, GroupValue]]]:
    """For each value of the expressions `keys` (over `s`), in order, the indicators that have a row there.

    `within` is the expression to rank in when the keys are several.
    """
    read: Cells = shares(con, [i for i in wanted if i.kind.is_share], keys, ("yes", "known"), within, told)
    read |= figures(con, [i for i in wanted if not i.kind.is_share], keys, within)
    found: dict[tuple[Any, ...], list[tuple[str, GroupValue]]] = {
        key: [] for key in sorted({key for cells in read.values() for key in cells if None not in key})
    }
    for one in wanted:
        judge = _share_cell if one.kind.is_share else _figure_cell
        interval = one.kind is Kind.NUMBER
        for key, row in read[one.code].items():
            if key in found:
                found[key].append((one.code, judge(row, one.minimum, interval)))
    return found


def _share_cell(row: Mapping[str, Any], minimum: int, interval: bool) -> GroupValue:
    n, known = row["n"], row["known"]
    coverage = round(min(1.0, n / row["rows"]), 6)
    if n < minimum or not known:
        return GroupValue(None, n, coverage)
    value = row["yes"] / known
    if not interval:
        return GroupValue(round(value, 6), n, coverage)
    low, high = wilson(value, known)
    return GroupValue(round(value, 6), n, coverage, round(low, 6), round(high, 6))


def _figure_cell(row: Mapping[str, Any], minimum: int, interval: bool) -> GroupValue:
    n, value = int(row["n"]), row["value"]
    return GroupValue(_round(value) if n >= minimum else None, n, round(min(1.0, n / row["rows"]), 6))
