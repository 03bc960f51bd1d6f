"""From indicators and a prepared question to results. Few queries: indicators of one kind are asked together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
_SUMS = ("yes", "known", "sure_no", "sure_yes", "total")


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


def measure(con: duckdb.DuckDBPyConnection, wanted: Sequence[Indicator]) -> tuple[Result, ...]:
    """The results of indicators over the prepared `scope`, in the order given."""
    counted = con.execute("SELECT (SELECT count(*) FROM scope), (SELECT count(*) FROM scope3)").fetchone() or (0, 0)
    around = _Field(
        int(counted[0]),
        int(counted[1]),
        _reasons(con, "field", "NOT in_scope", _REASONS),
        _reasons(con, "scope", "amount IS NULL", _AMOUNT_REASONS),
    )
    shares, figures = [i for i in wanted if i.kind.is_share], [i for i in wanted if not i.kind.is_share]
    sums = _share_sums(con, shares)
    pairs = _pairs(con, [i for i in shares if i.kind is Kind.AMOUNT])
    found = {i.code: _share(i, sums[i.code], pairs.get(i.code, []), around) for i in shares}
    values = _figure_values(con, figures)
    found |= {i.code: _figure(i, *values[i.code], around) for i in figures}
    return tuple(found[i.code] for i in wanted)


def _together(con: duckdb.DuckDBPyConnection, queries: Iterable[str]) -> list[tuple[Any, ...]]:
    """The rows of several queries of the same columns, asked at once."""
    parts = list(queries)
    return con.execute(" UNION ALL ".join(f"({part})" for part in parts)).fetchall() if parts else []


def _whole(indicator: Indicator) -> str:
    return indicator.sql.replace("@key", "1")


def _share_sums(con: duckdb.DuckDBPyConnection, shares: Sequence[Indicator]) -> dict[str, dict[str, Any]]:
    """Sums over contracts, compensated; results are rounded to six digits, whatever the order of addition."""
    totals = ", ".join(f"fsum({n})" for n in _SUMS)
    rows = _together(
        con,
        (
            f"""SELECT '{i.code}', {totals}, coalesce(fsum(known / nullif(total, 0)), 0),
                count(*) FILTER (WHERE known > 0), count(*) FROM ({_whole(i)})"""
            for i in shares
        ),
    )
    keys = (*_SUMS, "weight", "n", "rows")
    return {code: {k: v or 0 for k, v in zip(keys, values, strict=True)} for code, *values in rows}


def _pairs(con: duckdb.DuckDBPyConnection, amounts: Sequence[Indicator]) -> dict[str, list[tuple[float, float]]]:
    """Euros of « yes » and euros known, buyer by buyer in a stable order."""
    rows = _together(
        con,
        (
            f"""SELECT '{i.code}', fsum(r.yes), fsum(r.known), s.buyer_siret, s.buyer_name
            FROM ({_whole(i)}) r JOIN scope s USING (contract) GROUP BY s.buyer_siret, s.buyer_name"""
            for i in amounts
        ),
    )
    found: dict[str, list[tuple[float, float]]] = {}
    for code, yes, known, *_ in sorted(rows, key=lambda row: (row[0], str(row[3]), str(row[4]))):
        found.setdefault(code, []).append((float(yes), float(known)))
    return found


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


def _figure_values(
    con: duckdb.DuckDBPyConnection, figures: Sequence[Indicator]
) -> dict[str, tuple[float | None, float]]:
    rows = _together(
        con,
        (
            f"""SELECT '{i.code}', {_AGGREGATES[i.kind]}, round(coalesce(sum(r.n) FILTER (WHERE r.x IS NOT NULL), 0))
            FROM ({_whole(i)}) r"""
            for i in figures
        ),
    )
    return {code: (value, n) for code, value, n in rows}


def _figure(indicator: Indicator, value: float | None, n: float, around: _Field) -> Result:
    total = around.total(indicator)
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


def groups(con: duckdb.DuckDBPyConnection, wanted: Sequence[Indicator], keys: Sequence[str]) -> Groups:
    """For each column of `keys` and each of its values, the indicators of the cell in the order given."""
    rows = _together(con, (_group_sql(i, key) for i in wanted for key in keys))
    places = {i.code: (place, i) for place, i in enumerate(wanted)}
    found: Groups = {key: {} for key in keys}
    for code, key, name, *figures in sorted(rows, key=lambda row: (places[row[0]][0], row[1], row[2])):
        found[key].setdefault(str(name), []).append((code, _cell(places[code][1], *figures)))
    return found


def _group_sql(indicator: Indicator, key: str) -> str:
    if indicator.kind.is_share:
        columns = "fsum(r.yes), fsum(r.known), count(*) FILTER (WHERE r.known > 0), count(*)"
    else:
        aggregate = _AGGREGATES[indicator.kind]
        columns = f"{aggregate}, 1, round(coalesce(sum(r.n) FILTER (WHERE r.x IS NOT NULL), 0)), count(*)"
    return f"""SELECT '{indicator.code}', '{key}', s.{key}::VARCHAR AS name, {columns}
        FROM ({indicator.sql.replace("@key", f"s.{key}")}) r JOIN {indicator.over} s USING (contract)
        WHERE s.{key} IS NOT NULL GROUP BY 3"""


def _cell(indicator: Indicator, yes: float | None, known: float, n: float, total: int) -> GroupValue:
    value = yes / known if yes is not None and n >= indicator.minimum and known else None
    low, high = wilson(value, known) if value is not None and indicator.kind is Kind.NUMBER else (None, None)
    return GroupValue(_round(value), int(n), _round(min(1.0, n / total)), _round(low), _round(high))
