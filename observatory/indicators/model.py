"""What an indicator is: a sentence, a unit, rows computed from `scope` (contracts) and `lines` (winners), a page."""

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
class Share:
    """Per contract, the weight of its winners where `test` holds, where the answer is `known`, and in all.

    Every part is an SQL expression over `s` (scope) and `l` (lines); `where` keeps the winners that count.
    """

    test: str
    known: str
    weight: str = "l.weight"
    where: str = "TRUE"

    @property
    def sql(self) -> str:
        """One row per contract: contract, yes, known, sure_no, sure_yes, total."""
        parts = ", ".join(f"coalesce(sum({self.weight}) FILTER (WHERE {c}), 0)::DOUBLE AS {n}" for n, c in self.parts)
        return f"SELECT s.contract, {parts} FROM scope s JOIN lines l USING (contract) WHERE {self.where} GROUP BY 1"

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Each sum of a share and the condition under which a winner enters it."""
        known, test = self.known, self.test
        yes, no = f"{known} AND {test}", f"NOT ({test})"
        return ("yes", yes), ("known", known), ("sure_no", no), ("sure_yes", test), ("total", "TRUE")


@dataclass(frozen=True, slots=True)
class Answer:
    """Per contract, one answer for the whole group of winners: `answer` is an aggregate over its lines, NULL unknown."""

    answer: str
    weight: str = "1"
    where: str = "TRUE"

    @property
    def sql(self) -> str:
        """One row per contract: contract, yes, known, sure_no, sure_yes, total."""
        return f"""
SELECT contract,
       CASE WHEN answer THEN w ELSE 0 END AS yes, CASE WHEN answer IS NOT NULL THEN w ELSE 0 END AS known,
       CASE WHEN NOT answer THEN w ELSE 0 END AS sure_no, CASE WHEN answer THEN w ELSE 0 END AS sure_yes, w AS total
FROM (SELECT s.contract, {self.answer} AS answer, any_value({self.weight})::DOUBLE AS w
      FROM scope s JOIN lines l USING (contract) WHERE {self.where} GROUP BY s.contract)"""


@dataclass(frozen=True, slots=True)
class Figure:
    """Per contract of the scope, the figure `x` (an SQL expression over `s`), NULL when unknown."""

    x: str

    @property
    def sql(self) -> str:
        """One row per contract: contract, x, w, n."""
        return f"SELECT s.contract, {self.x} AS x, 1 AS w, 1 AS n FROM scope s"


@dataclass(frozen=True, slots=True)
class Query:
    """A query of its own that gives the columns of a share or of a figure."""

    sql: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """`rows` of a share give per contract: contract, yes, known, sure_no, sure_yes, total; of a figure: contract, x, w, n.

    `x` NULL is unknown, `w` its weight, `n` the contracts the row stands for. `over` names the table the contracts come
    from (scope, or scope3 for three years). `unit`: share, euro, count or km. `unknown` names what is unknown when a
    contract is left out. A query that ranks writes `@key` where it must rank within a cell of a breakdown. `order` sets
    the place in reports, `by` whether breakdowns hold it.
    """

    code: str
    label: str
    unit: str
    kind: Kind
    rows: Share | Answer | Figure | Query
    order: int
    unknown: str = "unknown"
    amounts: bool = False
    by: bool = False
    minimum: int = 10
    over: str = "scope"

    @property
    def sql(self) -> str:
        """The query of its rows, one per contract."""
        return self.rows.sql
