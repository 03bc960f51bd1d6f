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

    Every part is an SQL expression over `s` (scope) and `l` (lines); `where` keeps the winners that count. With `ranked`
    it may read `largest.place` (place of the contract by amount, NULL after the fifth) and `leaders.place` (of the firm
    by euros, NULL after the third), each within the cell counted.
    """

    test: str
    known: str
    weight: str = "l.weight"
    where: str = "TRUE"
    ranked: bool = False

    def sums(self) -> dict[str, tuple[str, str]]:
        """Each sum: the expression when a contract has one winner, the aggregate when it has several."""
        known, test = self.known, self.test
        yes, no = f"{known} AND {test}", f"NOT ({test})"
        conditions = {"yes": yes, "known": known, "sure_no": no, "sure_yes": test, "total": "TRUE"}
        return {name: self._sum(f"({self.where}) AND ({told})") for name, told in conditions.items()}

    def _sum(self, told: str) -> tuple[str, str]:
        one = f"(CASE WHEN {told} THEN {self.weight} ELSE 0 END)::DOUBLE"
        return one, f"sum({one})"


@dataclass(frozen=True, slots=True)
class AtLeastOne:
    """Per contract, one answer for the whole group: yes as soon as `test` holds for a winner, unknown while it may."""

    test: str
    weight: str = "1"
    where: str = "TRUE"
    ranked: bool = False

    def sums(self) -> dict[str, tuple[str, str]]:
        """Each sum: the expression when a contract has one winner, the aggregate when it has several."""
        some, unknown = f"bool_or({self.test})", f"bool_or(({self.test}) IS NULL)"
        yes = f"({self.test})", f"coalesce({some}, FALSE)"
        no = f"NOT ({self.test})", f"NOT coalesce({some} OR {unknown}, FALSE)"
        known = f"({self.test}) IS NOT NULL", f"({yes[1]} OR {no[1]})"
        told = {"yes": yes, "known": known, "sure_no": no, "sure_yes": yes, "total": ("TRUE", "TRUE")}
        return {name: (self._sum(one), self._sum(all_, "any_value")) for name, (one, all_) in told.items()}

    def _sum(self, told: str, of: str = "") -> str:
        return f"(CASE WHEN {of}({self.where}) AND {told} THEN {of}({self.weight}) ELSE 0 END)::DOUBLE"


@dataclass(frozen=True, slots=True)
class Figure:
    """Per contract of the scope, the figure `x` (an SQL expression over `s`), NULL when unknown."""

    x: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query of its own: contract, yes, known, sure_no, sure_yes, total of a share; contract, x, w, n of a figure.

    `x` NULL is unknown, `w` its weight, `n` the contracts the row stands for. What is computed within the cell counted
    writes `@key`.
    """

    sql: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """`over` names the table the contracts come from (scope, or scope3 for three years).

    `unit`: share, euro, count or km. `unknown` names what is unknown when a contract is left out. `order` sets the place
    in reports, `by` whether breakdowns hold it.
    """

    code: str
    label: str
    unit: str
    kind: Kind
    rows: Share | AtLeastOne | Figure | Query
    order: int
    unknown: str = "unknown"
    amounts: bool = False
    by: bool = False
    minimum: int = 10
    over: str = "scope"
