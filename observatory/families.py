"""Indicators asked together: one scan for the shares, one for the figures of contracts, one for each query of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from observatory.indicators import Figure, Indicator, Kind, Share

WHOLE = ("1",)  # the key of a question that is not broken down
ALL_SUMS = ("yes", "known", "sure_no", "sure_yes", "total")
_AGGREGATES = {
    Kind.MEDIAN: "median({x})::DOUBLE",
    Kind.QUARTILE: "quantile_cont({x}::DOUBLE, 0.75)",
    Kind.SUM: "sum({x})::DOUBLE",
    Kind.MEAN: "(sum({x} * r.w) / nullif(sum(r.w) FILTER (WHERE {x} IS NOT NULL), 0))::DOUBLE",
    Kind.DISTINCT: "count(DISTINCT {x})::DOUBLE",
}
Key = tuple[Any, ...]
Cells = dict[str, dict[Key, dict[str, Any]]]


def shares(
    con: duckdb.DuckDBPyConnection,
    wanted: Sequence[Indicator],
    keys: Sequence[str],
    sums: Sequence[str] = ALL_SUMS,
    within: str | None = None,
) -> Cells:
    """By code and by value of `keys` (expressions over `s`): the `sums` asked, `n` contracts known, `rows` in all.

    Sums are compensated: rounded to six digits they do not depend on the order of addition. With `total`, `weight` adds
    the part known of each contract. A query that ranks does so `within` the first key, or what is given.
    """
    together = [i for i in wanted if isinstance(i.rows, Share) and "@key" not in i.sql]
    found = _scan(con, together, keys, sums)
    columns, names = _totals(sums, "r.", ""), _names(sums)
    for one in wanted:
        if one.code not in found:
            found |= _named([one], len(keys), names, _own(con, one, keys, within or keys[0], [columns]))
    return found


def figures(con: duckdb.DuckDBPyConnection, wanted: Sequence[Indicator], keys: Sequence[str]) -> Cells:
    """By code and by value of `keys`: the `value`, `n` contracts known, `rows` in all."""
    names = ("value", "n", "rows")
    plain = [(i, i.rows.x) for i in wanted if isinstance(i.rows, Figure)]
    columns = [f"{_AGGREGATES[i.kind].format(x=x)}, count({x}), count(*)" for i, x in plain]
    found = _named([i for i, _ in plain], len(keys), names, _grouped(con, "scope s", keys, columns))
    for sql in dict.fromkeys(i.sql for i in wanted if i.code not in found):
        same = [i for i in wanted if i.sql == sql]
        counted = "round(coalesce(sum(r.n) FILTER (WHERE r.x IS NOT NULL), 0)), count(*)"
        columns = [f"{_AGGREGATES[i.kind].format(x='r.x')}, {counted}" for i in same]
        found |= _named(same, len(keys), names, _own(con, same[0], keys, keys[0], columns))
    return found


def _scan(
    con: duckdb.DuckDBPyConnection, wanted: Sequence[Indicator], keys: Sequence[str], sums: Sequence[str]
) -> Cells:
    """Every plain share in one scan: a contract of one winner is a row already, the others are put together first."""
    lone, several = [], []
    for place, one in enumerate(wanted):
        rows = one.rows
        if not isinstance(rows, Share):
            continue
        for name, holds in rows.parts:
            if name in sums:
                told = f"({rows.where}) AND ({holds})"
                lone.append(f"(CASE WHEN {told} THEN {rows.weight} ELSE 0 END)::DOUBLE AS {name}{place}")
                several.append(f"coalesce(sum({rows.weight}) FILTER (WHERE {told}), 0)::DOUBLE AS {name}{place}")
        lone.append(f"({rows.where}) AS here{place}")
        several.append(f"bool_or({rows.where}) AS here{place}")
    heads = ", ".join(f"{key} AS k{n}" for n, key in enumerate(keys))
    given = ", ".join(f"k{n}" for n in range(len(keys)))
    both = f"""(SELECT {heads}, {", ".join(lone)} FROM scope s JOIN lines l USING (contract) WHERE s.winners < 2
        UNION ALL BY NAME SELECT * EXCLUDE (contract) FROM (SELECT s.contract, {heads}, {", ".join(several)}
            FROM scope s JOIN lines l USING (contract) WHERE s.winners > 1 GROUP BY s.contract, {given})) r"""
    columns = [_totals(sums, "r.", str(place)) for place in range(len(wanted))]
    rows_read = _grouped(con, both, [f"r.k{n}" for n in range(len(keys))], columns)
    return _named(wanted, len(keys), _names(sums), rows_read)


def _names(sums: Sequence[str]) -> tuple[str, ...]:
    return (*sums, *(("weight",) if "total" in sums else ()), "n", "rows")


def _totals(sums: Sequence[str], of: str, place: str) -> str:
    """The columns of one share from its rows per contract, in the order of `_names`."""
    columns = [f"fsum({of}{name}{place})" for name in sums]
    if "total" in sums:
        columns.append(f"coalesce(fsum({of}known{place} / nullif({of}total{place}, 0)), 0)")
    counted = f"count(*) FILTER (WHERE {of}here{place})" if place else "count(*)"
    return ", ".join([*columns, f"count(*) FILTER (WHERE {of}known{place} > 0)", counted])


def _own(
    con: duckdb.DuckDBPyConnection, one: Indicator, keys: Sequence[str], within: str, columns: Sequence[str]
) -> list[Key]:
    """The rows of a query of its own."""
    source = f"({one.sql.replace('@key', within)}) r JOIN {one.over} s USING (contract)"
    return _grouped(con, source, keys, columns)


def _grouped(con: duckdb.DuckDBPyConnection, source: str, keys: Sequence[str], columns: Sequence[str]) -> list[Key]:
    if not columns:
        return []
    heads = ", ".join(f"{key} AS g{n}" for n, key in enumerate(keys))
    by = ", ".join(f"g{n}" for n in range(len(keys)))
    return con.execute(f"SELECT {heads}, {', '.join(columns)} FROM {source} GROUP BY {by}").fetchall()


def _named(wanted: Sequence[Indicator], keys: int, names: Sequence[str], rows: Sequence[Key]) -> Cells:
    """The figures of each indicator by key; a cell where it has no row at all is left out."""
    found: Cells = {}
    for place, one in enumerate(wanted):
        start = keys + place * len(names)
        cells = {row[:keys]: dict(zip(names, row[start : start + len(names)], strict=True)) for row in rows}
        found[one.code] = {key: cell for key, cell in cells.items() if cell["rows"]}
    return found
