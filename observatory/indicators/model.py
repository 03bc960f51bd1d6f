"""What an indicator is: a sentence, a unit, an SQL query over `scope` (contracts) and `lines` (winners), a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the result is estimated from the rows of the query."""

    NUMBER = "number"  # share of contracts: Wilson interval
    AMOUNT = "amount"  # share of euros: bootstrap by buyer
    COVERAGE = "coverage"  # share of contracts where the answer is known: no interval
    MEDIAN = "median"  # of x
    QUARTILE = "quartile"  # third quartile of x
    SUM = "sum"  # of x
    MEAN = "mean"  # of x weighted by w
    DISTINCT = "distinct"  # different values of x

    @property
    def is_share(self) -> bool:
        """Whether rows say yes and known, rather than a figure."""
        return self in (Kind.NUMBER, Kind.AMOUNT, Kind.COVERAGE)


@dataclass(frozen=True, slots=True)
class Indicator:
    """`sql` of a share gives per contract: contract, yes, known, sure_no, sure_yes, total; of a figure: contract, x, w, n.

    `x` NULL is unknown, `w` its weight, `n` the contracts the row stands for. `over` names the table the contracts come
    from (scope, or scope3 for three years). `unit`: share, euro, count or km. `unknown` names what is unknown when a
    contract is left out. A query that ranks writes `@key` where it must rank within a cell of a breakdown. `order` sets the place in reports, `by` whether breakdowns hold it.
    """

    code: str
    label: str
    unit: str
    kind: Kind
    sql: str
    order: int
    unknown: str = "unknown"
    amounts: bool = False
    by: bool = False
    minimum: int = 10
    over: str = "scope"


def share_sql(test: str, known: str, weight: str = "l.weight", where: str = "TRUE") -> str:
    """Per contract: weight where `test` holds, where the answer is known, where it surely does not hold, in all."""
    return f"""
SELECT s.contract,
       coalesce(sum({weight}) FILTER (WHERE {known} AND {test}), 0)::DOUBLE AS yes,
       coalesce(sum({weight}) FILTER (WHERE {known}), 0)::DOUBLE AS known,
       coalesce(sum({weight}) FILTER (WHERE NOT ({test})), 0)::DOUBLE AS sure_no,
       coalesce(sum({weight}) FILTER (WHERE {test}), 0)::DOUBLE AS sure_yes,
       sum({weight})::DOUBLE AS total
FROM scope s JOIN lines l USING (contract)
WHERE {where}
GROUP BY s.contract"""


def group_sql(answer: str, weight: str = "1", where: str = "TRUE") -> str:
    """Per contract, one answer for the whole group of winners: `answer` is an aggregate over its lines, NULL unknown."""
    return f"""
SELECT contract,
       CASE WHEN answer THEN w ELSE 0 END AS yes, CASE WHEN answer IS NOT NULL THEN w ELSE 0 END AS known,
       CASE WHEN NOT answer THEN w ELSE 0 END AS sure_no, CASE WHEN answer THEN w ELSE 0 END AS sure_yes, w AS total
FROM (SELECT s.contract, {answer} AS answer, any_value({weight})::DOUBLE AS w
      FROM scope s JOIN lines l USING (contract) WHERE {where} GROUP BY s.contract)"""


def figure_sql(x: str, where: str = "TRUE") -> str:
    """One row per contract of the scope with the figure `x`."""
    return f"SELECT s.contract, {x} AS x, 1 AS w, 1 AS n FROM scope s WHERE {where}"
