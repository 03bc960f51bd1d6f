"""Indicators asked together: one scan for the shares, one for the figures of contracts, one for each query of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb

from observatory.indicators import AtLeastOne, Figure, Indicator, Kind, Query, Share

WHOLE = ("1",)  # the key of a question that is not broken down
ALL_SUMS = ("yes", "known", "sure_no", "sure_yes", "total")
_AGGREGATES = {
    Kind.MEDIAN: "median({x})::DOUBLE",
    Kind.QUARTILE: "quantile_cont({x}::DOUBLE, 0.75)",
    Kind.SUM: "sum({x})::DOUBLE",
    Kind.MEAN: "(sum({x} * r.w) / nullif(sum(r.w) FILTER (WHERE {x} IS NOT NULL), 0))::DOUBLE",
    Kind.DISTINCT: "count(DISTINCT {x})::DOUBLE",
}
# The greatest of each cell: the value under which nothing can be among them is found first, then the few that are above
# it are put in order, so that equal values do not depend on the order of reading.
_LARGEST = """CREATE OR REPLACE TEMP TABLE largest AS
WITH one AS (SELECT contract, amount, {within} AS k FROM scope s WHERE amount IS NOT NULL),
least AS (SELECT k, list_min(max(amount, 5)) AS amount FROM one GROUP BY k)
SELECT contract, row_number() OVER (PARTITION BY one.k ORDER BY one.amount DESC, contract) AS place
FROM one JOIN least ON least.k IS NOT DISTINCT FROM one.k AND one.amount >= least.amount QUALIFY place <= 5"""
_LEADERS = """CREATE OR REPLACE TEMP TABLE leaders AS
WITH one AS (SELECT {within} AS k, l.siren, fsum(s.amount * l.weight) AS euros FROM scope s JOIN lines l USING (contract)
             WHERE s.amount IS NOT NULL AND l.siren IS NOT NULL GROUP BY ALL),
least AS (SELECT k, list_min(max(euros, 3)) AS euros FROM one GROUP BY k)
SELECT one.k, siren, row_number() OVER (PARTITION BY one.k ORDER BY one.euros DESC, siren) AS place
FROM one JOIN least ON least.k IS NOT DISTINCT FROM one.k AND one.euros >= least.euros QUALIFY place <= 3"""
Row = tuple[Any, ...]
Told = dict[tuple[str, str], str]  # what each column of the table `told` holds: its expressions for one winner, several
_TOLD_KEYS = ("buyer_siret", "buyer_name", "division", "band", "buyer_epci", "year")
Cells = dict[str, dict[Row, dict[str, Any]]]


def shares(
    con: duckdb.DuckDBPyConnection,
    wanted: Sequence[Indicator],
    keys: Sequence[str],
    sums: Sequence[str] = ALL_SUMS,
    within: str | None = None,
    told: Told | None = None,
) -> Cells:
    """By code and by value of `keys` (expressions over `s`): the `sums` asked, `n` contracts known, `rows` in all.

    Sums are compensated: rounded to six digits they do not depend on the order of addition. With `total`, `weight` adds
    the part known of each contract. What ranks does so `within` the first key, or the expression given.
    With `told` (see `tell`) what each contract says is read there, not computed again.
    """
    together = [(i, i.rows) for i in wanted if isinstance(i.rows, Share | AtLeastOne)]
    found = _scan(con, together, keys, sums, within or keys[0], told) if together else {}
    columns = _totals({name: f"r.{name}" for name in sums}, "TRUE")
    for one in wanted:
        if isinstance(one.rows, Query):
            found |= _named([one], keys, _names(sums), _own(con, one, one.rows, keys, within, columns))
    return found


def figures(
    con: duckdb.DuckDBPyConnection, wanted: Sequence[Indicator], keys: Sequence[str], within: str | None = None
) -> Cells:
    """By code and by value of `keys`: the `value`, `n` contracts known, `rows` in all."""
    names = ("value", "n", "rows")
    plain = [(i, i.rows.x) for i in wanted if isinstance(i.rows, Figure)]
    columns = [column for i, x in plain for column in (_AGGREGATES[i.kind].format(x=x), f"count({x})", "count(*)")]
    found = _named([i for i, _ in plain], keys, names, _grouped(con, "scope s", keys, columns))
    queries = [(i, i.rows) for i in wanted if isinstance(i.rows, Query)]
    for query in dict.fromkeys(rows for _, rows in queries):
        same = [i for i, rows in queries if rows == query]
        counted = ["round(coalesce(sum(r.n) FILTER (WHERE r.x IS NOT NULL), 0))", "count(*)"]
        columns = [column for i in same for column in (_AGGREGATES[i.kind].format(x="r.x"), *counted)]
        found |= _named(same, keys, names, _own(con, same[0], query, keys, within, columns))
    return found


def _scan(
    con: duckdb.DuckDBPyConnection,
    wanted: Sequence[tuple[Indicator, Share | AtLeastOne]],
    keys: Sequence[str],
    sums: Sequence[str],
    within: str,
    told: Told | None,
) -> Cells:
    """Every share in one scan; what several indicators sum is summed once."""
    made: Told = {} if told is None else told
    columns: list[str] = []
    for _, rows in wanted:
        of = {name: made.setdefault(pair, f"c{len(made)}") for name, pair in rows.sums().items() if name in sums}
        columns += _totals(of, made.setdefault(_here(rows), f"c{len(made)}"))
    if told is not None:
        return _named([i for i, _ in wanted], keys, _names(sums), _grouped(con, "told s", keys, columns))
    named = {f"k{n}": key for n, key in enumerate(keys)}
    ranked = any(rows.ranked for _, rows in wanted)
    read = _grouped(con, f"({_per_contract(con, made, named, within, ranked)})", list(named), columns)
    return _named([i for i, _ in wanted], keys, _names(sums), read)


def tell(con: duckdb.DuckDBPyConnection, wanted: Sequence[Indicator]) -> Told:
    """Create `told`: what each contract of `scope` says for each sum of the shares, ranked within the whole."""
    kinds = [i.rows for i in wanted if isinstance(i.rows, Share | AtLeastOne)]
    pairs = dict.fromkeys(pair for rows in kinds for pair in (*rows.sums().values(), _here(rows)))
    made = {pair: f"c{n}" for n, pair in enumerate(pairs)}
    named = {key: f"s.{key}" for key in _TOLD_KEYS}
    ranked = any(rows.ranked for rows in kinds)
    con.execute(f"CREATE OR REPLACE TEMP TABLE told AS {_per_contract(con, made, named, WHOLE[0], ranked)}")
    return made


def _here(rows: Share | AtLeastOne) -> tuple[str, str]:
    """Whether a contract is counted, when it has one winner and when it has several."""
    return f"({rows.where})", f"bool_or({rows.where})"


def _per_contract(con: duckdb.DuckDBPyConnection, made: Told, named: dict[str, str], within: str, ranked: bool) -> str:
    """The query of the columns `named` and `made`: a contract of one winner is a row already, others are put together."""
    source = "scope s JOIN lines l USING (contract)"
    if ranked:
        con.execute(_LARGEST.format(within=within))
        con.execute(_LEADERS.format(within=within))
        source += f""" LEFT JOIN largest USING (contract)
            LEFT JOIN leaders ON leaders.k = {within} AND leaders.siren = l.siren"""
    heads = ", ".join(f"{key} AS {name}" for name, key in named.items())
    given = ", ".join(named)
    lone, several = (", ".join(f"{pair[side]} AS {name}" for pair, name in made.items()) for side in (0, 1))
    return f"""SELECT {heads}, {lone} FROM {source} WHERE s.winners < 2
        UNION ALL BY NAME SELECT * EXCLUDE (contract) FROM (SELECT s.contract, {heads}, {several}
            FROM {source} WHERE s.winners > 1 GROUP BY s.contract, {given})"""


def _names(sums: Sequence[str]) -> tuple[str, ...]:
    return (*sums, *(("weight",) if "total" in sums else ()), "n", "rows")


def _totals(of: dict[str, str], here: str) -> list[str]:
    """The columns of one share from its sums per contract, in the order of `_names`; `here` says whether it is counted."""
    columns = [f"fsum({name})" for name in of.values()]
    if "total" in of:
        columns.append(f"coalesce(fsum({of['known']} / nullif({of['total']}, 0)), 0)")
    return [*columns, f"count(CASE WHEN {of['known']} > 0 THEN 1 END)", f"count(CASE WHEN {here} THEN 1 END)"]


def _own(
    con: duckdb.DuckDBPyConnection,
    one: Indicator,
    query: Query,
    keys: Sequence[str],
    within: str | None,
    columns: Iterable[str],
) -> list[Row]:
    """The rows of a query of its own."""
    source = f"({query.sql.replace('@key', within or keys[0])}) r JOIN {one.over} s USING (contract)"
    return _grouped(con, source, keys, columns)


def _grouped(con: duckdb.DuckDBPyConnection, source: str, keys: Sequence[str], columns: Iterable[str]) -> list[Row]:
    """The keys, then the columns, each expression computed once whatever the number of its readers."""
    asked = list(columns)
    places = {column: place for place, column in enumerate(dict.fromkeys(asked), len(keys))}
    if not places:
        return []
    heads = ", ".join(f"{key} AS g{n}" for n, key in enumerate(keys))
    by = ", ".join(f"g{n}" for n in range(len(keys)))
    read = con.execute(f"SELECT {heads}, {', '.join(places)} FROM {source} GROUP BY {by}").fetchall()
    order = [*range(len(keys)), *(places[column] for column in asked)]
    return [tuple(row[place] for place in order) for row in read]


def _named(wanted: Sequence[Indicator], keys: Sequence[str], names: Sequence[str], rows: Sequence[Row]) -> Cells:
    """The figures of each indicator by key; a cell where it has no row at all is left out."""
    found: Cells = {}
    for place, one in enumerate(wanted):
        start = len(keys) + place * len(names)
        cells = {row[: len(keys)]: dict(zip(names, row[start : start + len(names)], strict=True)) for row in rows}
        found[one.code] = {key: cell for key, cell in cells.items() if cell["rows"]}
    return found
