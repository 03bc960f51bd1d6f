"""A report read back from its JSON: pages and charts need no snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from observatory.export import SCHEMA
from observatory.measure import GroupValue, Result
from observatory.question import Question
from observatory.reports import Cell, Report

_PARTS = ("value", "n", "coverage", "low", "high")


def report_from_json(document: Mapping[str, Any]) -> Report:
    """The report of a document `tremplin.observatory/1`. Raises `ValueError` (French) when it is something else."""
    if document.get("schema") != SCHEMA:
        raise ValueError(f"Ce document n'est pas un rapport {SCHEMA}.")
    question = Question(
        tuple(document["territory"]),
        document["year"],
        document["local"],
        document.get("establishment", "declared"),
        **document.get("only", {}),
    )
    names = ("code", "label", "unit", "value", "n", "low", "high", "coverage", "if_unknown_none", "if_unknown_all")
    results = tuple(
        Result(**{name: one.get(name) for name in names}, left_out=dict(one.get("left_out", {})))
        for one in document["indicators"]
    )
    by = {name: tuple(map(_cell, document["by"].get(name, ()))) for name in ("buyer", "cpv", "size", "year", "epci")}
    return Report(question, dict(document["snapshot"]), results, by, document["code_version"], document["query"])


def _cell(raw: Mapping[str, Any]) -> Cell:
    values = tuple((one["code"], GroupValue(*(one.get(part) for part in _PARTS))) for one in raw["indicators"])
    return Cell(str(raw["key"]), str(raw.get("label") or raw["key"]), values)
