"""What an indicator is: a sentence, a unit, an SQL query over `scope` (contracts) and `lines` (winners), a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the result is estimated from the rows of the query."""

    NUMBER = "number"  # share of contracts: Wilson interval
    AMOUNT = "amount"  # share of euros: bootstrap by buyer
    COVERAGE = "coverage"  # share of contracts where the answer is known: no interval
    VALUE = "value"  # one figure


@dataclass(frozen=True, slots=True)
class Indicator:
    """`sql` of shares gives per contract: contract, buyer and dimensions through `scope`, yes, known, sure_no, total.

    `sql` of a VALUE gives one row: value, n, total. `unit`: share, euro, count or km. `unknown` names what is unknown
    when a contract is left out. `order` sets the place in reports.
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
