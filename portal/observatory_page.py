"""Finds and reads the observatory's reports (`tremplin.observatory/1`) for the pages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from portal.presentation import NBSP, number, percent, plural
from procurement import clock

Report = dict[str, Any]
SCHEMA = "tremplin.observatory/1"
LOCAL = {"commune": "la commune", "epci": "l'intercommunalité", "departement": "le département"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in words, with the share of contracts it could be computed on."""

    value: str
    words: str
    coverage: str


def reports(folder: Path) -> list[Report]:
    """Every readable report of the folder, the most recently written first."""
    return [report for path in _paths(folder) if (report := _read(path))]


def _paths(folder: Path) -> list[Path]:
    if not folder.exists():
        return []
    return sorted(folder.rglob("*.json"), key=lambda path: (path.stat().st_mtime, path.name), reverse=True)


def _read(path: Path) -> Report | None:
    try:
        return _parsed(path, path.stat().st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=64)
def _parsed(path: Path, stamp: int) -> Report | None:
    """The report of a file, read once for as long as the file stays the same."""
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return report if isinstance(report, dict) and report.get("schema") == SCHEMA else None


def newest(folder: Path, year: int | None = None, local: str | None = None) -> Report | None:
    """The report of a year and a definition of « local »: by default the latest year, with the newest report's definition."""
    path = path_of(folder, year, local)
    return _read(path) if path else None


def path_of(folder: Path, year: int | None = None, local: str | None = None) -> Path | None:
    """The file of the report `newest` gives."""
    found = [(path, report) for path in _paths(folder) if (report := _read(path))]
    if local is None and found:
        local = max((one for _, one in found), key=lambda one: (_year(one), one["local"] == "epci"))["local"]
    candidates = [(p, one) for p, one in found if one["local"] == local and (year is None or one["year"] == year)]
    best = default_year([_year(one) for _, one in candidates])
    return next((path for path, one in candidates if _year(one) == best), None)


def default_year(years: Iterable[int]) -> int | None:
    """The year to show first: the last one that is over, else the latest."""
    known = sorted(years)
    over = [year for year in known if year < clock.today().year]
    return over[-1] if over else known[-1] if known else None


def _year(report: Report) -> int:
    return int(report.get("year") or 0)


def choices(folder: Path) -> tuple[list[int], list[str]]:
    """The years and the definitions of « local » one can switch to."""
    found = reports(folder)
    return sorted({_year(one) for one in found if one.get("year")}, reverse=True), sorted(
        {one["local"] for one in found}
    )


def local_words(local: str) -> str:
    """« l'intercommunalité », « 50 km autour de l'acheteur »."""
    if local.startswith("distance:"):
        return f"{local.partition(':')[2]}{NBSP}km autour de l'acheteur"
    return LOCAL.get(local, local)


def value_words(value: float | None, unit: str) -> str:
    """A value in its unit; « non publié » when it was withheld."""
    if value is None:
        return "non publié"
    if unit == "share":
        return percent(value)
    return {"euro": f"{number(value)}{NBSP}€", "km": f"{number(value, 1)}{NBSP}km"}.get(unit, number(value))


def interval_words(one: Any) -> str:
    """« entre 36 % et 46 % », or nothing; `one` is a result or an indicator of a document."""
    low, high, unit = (_part(one, name) for name in ("low", "high", "unit"))
    return "" if low is None or high is None else f"entre {value_words(low, unit)} et {value_words(high, unit)}"


def coverage_words(one: Any) -> str:
    """« sur 120 contrats, 87 % des contrats renseignés »."""
    n, known = _part(one, "n"), _part(one, "coverage")
    parts = [f"sur {plural(n, 'contrat')}"] if n is not None else []
    if known is not None:
        parts.append(f"{percent(known)} des contrats sont assez renseignés")
    return ", ".join(parts)


def _part(one: Any, name: str) -> Any:
    return one.get(name) if isinstance(one, dict) else getattr(one, name, None)


def chart_columns(names: tuple[str, ...]) -> list[tuple[str, bool]]:
    """The columns of a chart's table: words, and whether they hold figures."""
    return [(name or "Libellé", name in ("Part", "Contrats", "Renseignés", "Intervalle à 95 %")) for name in names]


def indicator(report: Report, code: str) -> dict[str, Any] | None:
    """The indicator of a code."""
    return next((one for one in report.get("indicators", ()) if one["code"] == code), None)


KEY = (
    ("PL_nb", "des contrats locaux vont à des TPE-PME du territoire"),
    ("P_nb", "des contrats locaux vont à des TPE-PME, d'ici ou d'ailleurs"),
    ("L_nb", "des contrats locaux restent sur le territoire"),
)


def key_figures(report: Report | None) -> list[Figure]:
    """The three figures of the home page."""
    if report is None:
        return []
    found = [(indicator(report, code), words) for code, words in KEY]
    return [
        Figure(value_words(one["value"], one["unit"]), f"{words}, {year_words(report).lower()}", coverage_words(one))
        for one, words in found
        if one is not None and one.get("value") is not None
    ]


def year_words(report: Report) -> str:
    """« En 2025 », « Sur toute la période »."""
    return f"En {report['year']}" if report.get("year") else "Sur toute la période"
