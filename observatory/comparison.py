"""Many territories at once: every indicator for each EPCI and year, or a few territories side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from observatory.indicators import indicators
from observatory.measure import GroupValue, Result, groups, measure
from observatory.question import Question, prepare
from observatory.snapshot import Snapshot

COMPARED = ("PL_nb", "PL_nb_att", "PL_mt", "P_nb", "L_nb", "MONO", "DIST_med", "N")


def panel(snapshot: Snapshot, years: Sequence[int], local: str = "epci") -> dict[int, dict[str, dict[str, GroupValue]]]:
    """For each year, each EPCI of buyers: every indicator by code. Raises `QuestionError` on an unknown definition."""
    con = snapshot.connect()
    try:
        found: dict[int, dict[str, dict[str, GroupValue]]] = {}
        for year in years:
            prepare(con, Question((), year, local))
            cells = groups(con, indicators(), ("buyer_epci",))["buyer_epci"]
            found[year] = {epci: dict(values) for epci, values in cells.items()}
        return found
    finally:
        con.close()


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
