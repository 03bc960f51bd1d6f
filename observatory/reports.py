"""A report: every indicator over one question, and its breakdowns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from observatory.bands import LABELS
from observatory.families import Told, tell
from observatory.indicators import Indicator, indicators
from observatory.measure import GroupValue, Result, groups, measure
from observatory.question import Question, narrow_to_year, read_place
from observatory.series import crossed
from observatory.snapshot import METHOD, Snapshot
from procurement.nomenclature import cpv, places

_KEYS = {"buyer": "buyer_siret", "cpv": "division", "size": "band", "year": "year", "epci": "buyer_epci"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a breakdown; `indicators` are (code, value or None, n)."""

    key: str
    label: str
    indicators: tuple[tuple[str, GroupValue], ...]

    def n(self) -> int:
        """The greatest number of contracts counted by an indicator of the cell."""
        return max((found.n for _, found in self.indicators), default=0)


@dataclass(frozen=True, slots=True)
class Report:
    """Figures of one question over one snapshot. `by` keys: buyer, cpv, size, year, epci."""

    question: Question
    snapshot: dict[str, Any]
    indicators: tuple[Result, ...]
    by: dict[str, tuple[Cell, ...]]
    code_version: str
    query: str

    def get(self, code: str) -> Result:
        """The result of an indicator. Raises `KeyError` when the report has none of this code."""
        for result in self.indicators:
            if result.code == code:
                return result
        raise KeyError(code)

    @property
    def series_break(self) -> str | None:
        """The sentence to show when the years of the report stand on both sides of the break of 2023/2024."""
        found = [one.sentence() for one in crossed(int(cell.key) for cell in self.by["year"]) if one.hard]
        return " ".join(found) or None


def report(
    snapshot: Snapshot,
    territory: Sequence[str] = (),
    year: int | None = None,
    local: str = "epci",
    establishment: str = "declared",
    **only: str | None,
) -> Report:
    """Every indicator for the buyers of `territory` (INSEE, SIREN of EPCI, départements; empty: all) in `year`.

    `local`: commune, epci, departement or distance:N (km). `establishment`: declared, head_office or presence. `only`
    narrows the contracts: buyer, cpv, size, epci. Raises `QuestionError` (a `ValueError` with a French sentence) on a
    code or a choice that does not exist.
    """
    question = Question(tuple(territory), year, local, establishment, **only)
    con = snapshot.connect()
    try:
        read_place(con, question)
        narrow_to_year(con, question)
        told = tell(con, indicators())
        results = measure(con, indicators(), told)
        by = _breakdowns(con, told, ("buyer", "cpv", "size", "epci"))
        if year is not None:
            narrow_to_year(con, replace(question, year=None))
            told = tell(con, _broken_down())
        by |= _breakdowns(con, told, ("year",))
    finally:
        con.close()
    head = {"sha256": snapshot.sha256, "awards": snapshot.awards, "sources": list(snapshot.sources)}
    return Report(question, head, results, {k: by[k] for k in _KEYS}, code_version(), _query(question))


def code_version() -> str:
    """Version of the program and number of the method: two reports compare only when both are the same."""
    return f"observatory-{METHOD}"


def _query(question: Question) -> str:
    parts = ["tremplin observatory report", *(f"--territory {code}" for code in question.territory)]
    if question.year is not None:
        parts.append(f"--year {question.year}")
    parts.append(f"--local {question.local}")
    if question.establishment != "declared":
        parts.append(f"--establishment {question.establishment}")
    parts += [f"--{name} {value}" for name, value in question.only().items()]
    return " ".join(parts)


def _broken_down() -> list[Indicator]:
    return [one for one in indicators() if one.by]


def _breakdowns(con: duckdb.DuckDBPyConnection, told: Told, names: Sequence[str]) -> dict[str, tuple[Cell, ...]]:
    """The cells of breakdowns by key; the most contracts first for buyers, in key order for the others."""
    found = groups(con, _broken_down(), [_KEYS[name] for name in names], told)
    by = {}
    for name in names:
        rows = found[_KEYS[name]]
        labels = _labels(con, name, list(rows))
        cells = [Cell(value, labels.get(value) or value, tuple(cell)) for value, cell in sorted(rows.items())]
        if name == "buyer":
            cells.sort(key=lambda cell: (-cell.n(), cell.key))
        by[name] = tuple(cells)
    return by


def _labels(con: duckdb.DuckDBPyConnection, name: str, keys: list[str]) -> dict[str, str]:
    if name == "buyer":
        rows = con.execute("SELECT buyer_siret, max(buyer_name) FROM scope GROUP BY 1").fetchall()
        return {str(siret): str(text) for siret, text in rows if siret and text}
    if name == "cpv":
        return {key: cpv.label(key + "000000") or key for key in keys}
    if name == "epci":
        return {key: found.name for key in keys if (found := places.epci(key))}
    return dict(LABELS) if name == "size" else {}
