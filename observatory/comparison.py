"""Many territories at once: every indicator for each EPCI and year, or a few territories side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import duckdb

from observatory.indicators import indicators
from observatory.measure import GroupValue, Result, grouped, measure
from observatory.question import Question, lines_sql, prepare, prepare_references, told_sql
from observatory.snapshot import Snapshot

COMPARED = ("PL_nb", "PL_nb_att", "PL_mt", "P_nb", "L_nb", "MONO", "DIST_med", "N")


def panel(
    snapshot: Snapshot, years: Sequence[int], local: str = "epci", codes: Collection[str] = ()
) -> dict[int, dict[str, dict[str, GroupValue]]]:
    """For each year, each EPCI of buyers: indicators by code (`codes`; none: all). Raises `QuestionError` on `local`.

    Every year is read in one pass; a cell has the figures that a report of its EPCI and year has.
    """
    wanted = [i for i in indicators() if not codes or i.code in codes]
    found: dict[int, dict[str, dict[str, GroupValue]]] = {year: {} for year in years}
    con = snapshot.connect()
    try:
        _prepare(con, years, local)
        one_year = [i for i in wanted if i.over == "scope"]
        for (year, epci), values in grouped(con, one_year, ("s.year", "s.buyer_epci"), within="s.cell").items():
            found[year][epci] = dict(values)
        for year in years:
            con.execute(f"CREATE OR REPLACE TEMP VIEW scope3 AS FROM place WHERE year BETWEEN {year - 2} AND {year}")
            for (epci,), values in grouped(con, [i for i in wanted if i not in one_year], ("s.buyer_epci",)).items():
                found[year].setdefault(epci, {}).update(values)
    finally:
        con.close()
    return found


def _prepare(con: duckdb.DuckDBPyConnection, years: Sequence[int], local: str) -> None:
    """The tables of `prepare`, for several years at once and without the texts that no indicator reads.

    `cell` numbers each EPCI and year; `place` reaches two years back, for what is counted on three.
    """
    question = Question((), None, local)
    asked = ", ".join(str(int(year)) for year in years) or "NULL"
    con.execute(
        f"""CREATE TEMP TABLE cells AS SELECT year, buyer_epci, row_number() OVER ()::INTEGER AS cell FROM contracts
        WHERE in_scope AND buyer_epci IS NOT NULL
          AND year BETWEEN {min(years, default=0) - 2} AND {max(years, default=0)} GROUP BY ALL"""
    )
    con.execute(
        f"""CREATE TEMP TABLE place AS
        SELECT contracts.* EXCLUDE (uid, id, source, object, buyer_name, flags), {told_sql()}, cell
        FROM contracts JOIN cells USING (year, buyer_epci) WHERE in_scope"""
    )
    con.execute(f"CREATE TEMP VIEW scope AS FROM place WHERE year IN ({asked})")
    con.execute(f"CREATE TEMP TABLE lines AS {lines_sql(question, 'place')}")
    con.execute("CREATE TEMP VIEW lines3 AS FROM lines")
    prepare_references(con, question, f"year IN ({asked})")


@dataclass(frozen=True, slots=True)
class Side:
    """One territory of a comparison, with the indicators of `COMPARED`."""

    territory: tuple[str, ...]
    results: tuple[Result, ...]

    def get(self, code: str) -> Result:
        """The result of an indicator. Raises `KeyError`."""
        for result in self.results:
            if result.code == code:
                return result
        raise KeyError(code)


def compare(snapshot: Snapshot, question: Question, territories: Sequence[Sequence[str]]) -> tuple[Side, ...]:
    """The same question asked to several territories. Raises `QuestionError` on a code that names no place."""
    wanted = [i for i in indicators() if i.code in COMPARED]
    con = snapshot.connect()
    try:
        sides = []
        for territory in territories:
            prepare(con, replace(question, territory=tuple(territory)))
            sides.append(Side(tuple(territory), measure(con, wanted)))
        return tuple(sides)
    finally:
        con.close()
