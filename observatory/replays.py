"""Replaying a report: the same snapshot and the same code must give the same figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from observatory.export import SCHEMA, report_to_json
from observatory.reports import report
from observatory.snapshot import Snapshot

TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Replay:
    """Whether a report comes out the same; `differences` are French sentences, in the order of the report."""

    equal: bool
    differences: list[str]


def replay(report_json: Mapping[str, Any], snapshot: Snapshot) -> Replay:
    """Compute the report again from `snapshot` and compare every value. Raises nothing on a damaged report."""
    if report_json.get("schema") != SCHEMA:
        return Replay(False, [f"Ce fichier n'est pas un rapport {SCHEMA}."])
    try:
        again = report_to_json(
            report(
                snapshot,
                [str(code) for code in report_json["territory"]],
                report_json["year"],
                report_json["local"],
                report_json["establishment"],
                **report_json.get("only", {}),
            )
        )
    except (KeyError, TypeError, ValueError) as error:
        return Replay(False, [f"Le rapport ne peut pas être rejoué : {error}."])
    differences: list[str] = []
    _compare("", dict(report_json), again, differences)
    return Replay(not differences, differences)


def _compare(path: str, before: Any, after: Any, differences: list[str]) -> None:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in [*before, *(k for k in after if k not in before)]:
            _compare(f"{path}.{key}" if path else str(key), before.get(key), after.get(key), differences)
    elif isinstance(before, list) and isinstance(after, list):
        if len(before) != len(after):
            differences.append(f"{path} : {len(before)} éléments dans le rapport, {len(after)} au nouveau calcul.")
            return
        for position, (one, other) in enumerate(zip(before, after, strict=True)):
            _compare(f"{path}[{_name(one, position)}]", one, other, differences)
    elif not _same(before, after):
        differences.append(f"{path} : « {before} » dans le rapport, « {after} » au nouveau calcul.")


def _name(item: Any, position: int) -> str:
    if isinstance(item, dict):
        return str(item.get("code") or item.get("key") or item.get("name") or position)
    return str(position)


def _same(before: Any, after: Any) -> bool:
    numbers = (int, float)
    if isinstance(before, numbers) and isinstance(after, numbers) and not isinstance(before, bool):
        return abs(before - after) <= TOLERANCE * max(1.0, abs(before))
    return bool(before == after)
