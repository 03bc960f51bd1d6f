"""From an indicator and a prepared question to a result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import duckdb

from observatory.estimate import bootstrap, wilson
from observatory.indicators import Indicator, Kind

_SEED = "tremplin"
_REASONS = {
    "duplicate_uid": "duplicate record",
    "duplicate_profile": "duplicate record",
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


_AGGREGATES = {
    Kind.MEDIAN: "median(r.x)::DOUBLE",
    Kind.QUARTILE: "quantile_cont(r.x::DOUBLE, 0.75)",
    Kind.SUM: "sum(r.x)::DOUBLE",
    Kind.MEAN: "(sum(r.x * r.w) / nullif(sum(r.w) FILTER (WHERE r.x IS NOT NULL), 0))::DOUBLE",
    Kind.DISTINCT: "count(DISTINCT r.x)::DOUBLE",
}


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


def measure(con: duckdb.DuckDBPyConnection, indicator: Indicator) -> Result:
    """The result of one indicator over the prepared `scope`."""
    outside = _outside(con)
    if not indicator.kind.is_share:
        return _figure(con, indicator, outside)
    sums = _sums(con, indicator)
    left_out = outside | _left_out(con, indicator, sums)
    concerned = sums["scope"] - left_out.get("not concerned", 0) - left_out.get("framework agreement", 0)
    low, high, value = None, None, None
    if sums["n"] >= indicator.minimum and sums["known"] > 0:
        value = sums["yes"] / sums["known"]
        low, high = _interval(con, indicator, value, sums["known"])
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


def groups(con: duckdb.DuckDBPyConnection, indicator: Indicator, key: str) -> dict[str, GroupValue]:
    """The values of an indicator for each value of a column of `scope`."""
    share = indicator.kind.is_share
    columns = (
        "sum(r.yes), sum(r.known), count(*) FILTER (WHERE r.known > 0), count(*)"
        if share
        else f"{_AGGREGATES[indicator.kind]}, 1, round(coalesce(sum(r.n) FILTER (WHERE r.x IS NOT NULL), 0)), count(*)"
    )
    found = con.execute(
        f"""SELECT s.{key}::VARCHAR AS key, {columns} FROM ({indicator.sql.replace("@key", f"s.{key}")}) r
        JOIN {indicator.over} s USING (contract) WHERE s.{key} IS NOT NULL GROUP BY 1 ORDER BY 1"""
    ).fetchall()
    return {str(name): _cell(indicator, *figures) for name, *figures in found}


def _cell(indicator: Indicator, yes: float | None, known: float, n: float, total: int) -> GroupValue:
    value = yes / known if yes is not None and n >= indicator.minimum and known else None
    low, high = wilson(value, known) if value is not None and indicator.kind is Kind.NUMBER else (None, None)
    return GroupValue(_round(value), int(n), _round(min(1.0, n / total)), _round(low), _round(high))


def _sums(con: duckdb.DuckDBPyConnection, indicator: Indicator) -> dict[str, Any]:
    """Sums over contracts, compensated; results are rounded to six digits, whatever the order of addition."""
    names = ("yes", "known", "sure_no", "sure_yes", "total")
    totals = ", ".join(f"fsum({n})" for n in names)
    row = con.execute(
        f"""SELECT {totals}, coalesce(fsum(known / nullif(total, 0)), 0),
               count(*) FILTER (WHERE known > 0), count(*) FROM ({_whole(indicator)})"""
    ).fetchone()
    scope = con.execute("SELECT count(*) FROM scope").fetchone()
    values = [*(row or ()), (scope or (0,))[0]]
    keys = (*names, "weight", "n", "rows", "scope")
    return {k: v or 0 for k, v in zip(keys, values, strict=True)}


def _interval(
    con: duckdb.DuckDBPyConnection, indicator: Indicator, value: float, known: float
) -> tuple[float | None, float | None]:
    if indicator.kind is Kind.NUMBER:
        return wilson(value, known)
    if indicator.kind is Kind.COVERAGE:
        return None, None
    pairs = con.execute(
        f"""SELECT fsum(r.yes), fsum(r.known)
        FROM ({_whole(indicator)}) r JOIN scope s USING (contract)
        GROUP BY s.buyer_siret, s.buyer_name ORDER BY s.buyer_siret, s.buyer_name"""
    ).fetchall()
    return bootstrap([(float(y), float(k)) for y, k in pairs], _SEED) or (None, None)


def _whole(indicator: Indicator) -> str:
    return indicator.sql.replace("@key", "1")


def _figure(con: duckdb.DuckDBPyConnection, indicator: Indicator, outside: dict[str, int]) -> Result:
    row = con.execute(
        f"""SELECT {_AGGREGATES[indicator.kind]}, round(coalesce(sum(r.n) FILTER (WHERE r.x IS NOT NULL), 0)),
               (SELECT count(*) FROM {indicator.over}) FROM ({_whole(indicator)}) r"""
    ).fetchone()
    value, n, total = row or (None, 0, 0)
    missing = {indicator.unknown: int(total - n)} if total > n else {}
    shown = value if value is not None and n >= indicator.minimum else None
    return Result(
        indicator.code,
        indicator.label,
        indicator.unit,
        _round(shown),
        int(n),
        coverage=_round(n / total) if total else None,
        left_out=outside | missing,
    )


def _outside(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Contracts of the territory and year out of the field, by reason (the first that applies)."""
    return _reasons(con, "field", "NOT in_scope", _REASONS)


def _left_out(con: duckdb.DuckDBPyConnection, indicator: Indicator, sums: dict[str, Any]) -> dict[str, int]:
    found = _reasons(con, "scope", "amount IS NULL", _AMOUNT_REASONS) if indicator.amounts else {}
    rest = sums["scope"] - sum(found.values()) - sums["rows"]
    if rest > 0:
        found["framework agreement" if indicator.code.endswith("_hac") else "not concerned"] = rest
    if sums["rows"] > sums["n"]:
        found[indicator.unknown] = sums["rows"] - sums["n"]
    return found


def _reasons(con: duckdb.DuckDBPyConnection, table: str, where: str, names: dict[str, str]) -> dict[str, int]:
    cases = " ".join(f"WHEN list_contains(flags, '{flag}') THEN '{name}'" for flag, name in names.items())
    rows = con.execute(
        f"SELECT CASE {cases} ELSE 'other' END AS reason, count(*) FROM {table} WHERE {where} GROUP BY 1 ORDER BY 1"
    ).fetchall()
    return {str(reason): int(count) for reason, count in rows}


def _round(value: float | None) -> float | None:
    return None if value is None else round(float(value), 6)
