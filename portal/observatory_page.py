"""Finds and reads the observatory's reports (`tremplin.observatory/1`) for the pages."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.bar_chart import bar_chart
from portal.presentation import NBSP, number, percent

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
    if not folder.exists():
        return []
    paths = sorted(folder.rglob("*.json"), key=lambda path: (path.stat().st_mtime, path.name), reverse=True)
    return [report for path in paths if (report := _read(path))]


def _read(path: Path) -> Report | None:
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return report if isinstance(report, dict) and report.get("schema") == SCHEMA else None


def newest(folder: Path, year: int | None = None, local: str | None = None) -> Report | None:
    """The report of a year and a definition of « local »: by default the latest year, with the newest report's definition."""
    found = reports(folder)
    if local is None and found:
        local = max(found, key=lambda one: (_year(one), one["local"] == "epci"))["local"]
    candidates = [one for one in found if one["local"] == local and (year is None or one["year"] == year)]
    return max(candidates, key=_year) if candidates else None


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


def interval_words(indicator: dict[str, Any]) -> str:
    """« entre 36 % et 46 % », or nothing."""
    if indicator.get("low") is None or indicator.get("high") is None:
        return ""
    unit = indicator.get("unit", "")
    return f"entre {value_words(indicator['low'], unit)} et {value_words(indicator['high'], unit)}"


def coverage_words(indicator: dict[str, Any]) -> str:
    """« sur 120 contrats, 87 % des contrats renseignés »."""
    parts = [f"sur {number(indicator['n'])} contrats"] if indicator.get("n") is not None else []
    if indicator.get("coverage") is not None:
        parts.append(f"{percent(indicator['coverage'])} des contrats sont assez renseignés")
    return ", ".join(parts)


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


def to_csv(report: Report) -> str:
    """The report as CSV for a spreadsheet (semicolons, decimal commas, UTF-8 with its mark)."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            "annee",
            "definition_local",
            "regroupement",
            "cle",
            "libelle",
            "indicateur",
            "valeur",
            "bas",
            "haut",
            "unite",
            "n",
            "couverture",
        ]
    )
    head = [report.get("year") or "toutes", report["local"]]
    for one in report.get("indicators", ()):
        writer.writerow([*head, "territoire", "", one.get("label", ""), *_cells(one)])
    for group, rows in (report.get("by") or {}).items():
        for row in rows:
            for one in row.get("indicators", ()):
                writer.writerow([*head, group, row.get("key", ""), _safe(row.get("label", "")), *_cells(one)])
    return "\ufeff" + out.getvalue()


def _cells(one: dict[str, Any]) -> list[str]:
    values = (
        one["code"],
        one.get("value"),
        one.get("low"),
        one.get("high"),
        one.get("unit"),
        one.get("n"),
        one.get("coverage"),
    )
    return [
        str(value).replace(".", ",") if isinstance(value, float) else "" if value is None else str(value)
        for value in values
    ]


def _safe(text: str) -> str:
    # A label that begins like a formula must stay a label when a spreadsheet opens the file.
    return f"'{text}" if text[:1] in "=+-@" else text


@dataclass(frozen=True, slots=True)
class Page:
    """A report arranged for the eye."""

    headline: str
    charts: tuple[str, ...]
    groups: tuple[tuple[str, str, list[tuple[str, ...]]], ...]
    coverage: str
    main: tuple[dict[str, Any], ...]
    others: tuple[dict[str, Any], ...]


MAIN = ("PL_nb", "PL_mt", "P_nb", "L_nb", "T_nb", "N", "MT_total", "OFFRES_med", "Cov_pme")
GROUPS = (
    ("year", "Par année"),
    ("buyer", "Par acheteur"),
    ("cpv", "Par nature d'achat"),
    ("size", "Par taille d'entreprise"),
    ("epci", "Par intercommunalité"),
)


def arrange(report: Report) -> Page:
    """The headline, the names of the charts and the tables of a report."""
    groups = [(code, title, _table(report, code)) for code, title in GROUPS]
    return Page(
        headline=_headline(report),
        charts=tuple(_charts(report)),
        groups=tuple((code, title, rows) for code, title, rows in groups if rows),
        coverage=_coverage(report),
        main=tuple(one for code in MAIN if (one := indicator(report, code))),
        others=tuple(one for one in report.get("indicators", ()) if one["code"] not in MAIN),
    )


def _table(report: Report, group: str) -> list[tuple[str, ...]]:
    return [_row(row) for row in (report.get("by") or {}).get(group, ())]


def _coverage(report: Report) -> str:
    """« 94 % des contrats du territoire sont assez renseignés pour être comptés. », or nothing."""
    known = (indicator(report, "PL_nb") or {}).get("coverage")
    return f"{percent(known)} des contrats du territoire sont assez renseignés pour être comptés." if known else ""


def _row(row: dict[str, Any]) -> tuple[str, ...]:
    """One cell of a breakdown in words: share in number, share in amount, contracts counted, how many are known."""
    found = {one["code"]: one for one in row.get("indicators", ())}
    number_share, amount_share = found.get("PL_nb", {}), found.get("PL_mt", {})
    return (
        str(row.get("label") or row.get("key")),
        value_words(number_share.get("value"), "share"),
        value_words(amount_share.get("value"), "share"),
        number(number_share.get("n") or 0),
        value_words(number_share.get("coverage"), "share"),
    )


def _headline(report: Report) -> str:
    """The sentence a council reads: the share, its interval, what it is computed on."""
    one, when = indicator(report, "PL_nb"), year_words(report)
    if one is None or one.get("value") is None:
        return f"{when}, trop peu de contrats sont renseignés pour publier une part des TPE-PME du territoire."
    low, high, known = (
        number(one[name] * 100) if one.get(name) is not None else "" for name in ("low", "high", "coverage")
    )
    notes = [f"entre {low} et {high}"] if low and high else []
    notes += [f"{known}{NBSP}% des contrats renseignés"] if known else []
    share = number(one["value"] * 100)
    return f"{when}, les TPE-PME du territoire ont remporté {share} contrats publics locaux sur 100" + (
        f" ({f'{NBSP}; '.join(notes)})." if notes else "."
    )


def year_words(report: Report) -> str:
    """« En 2025 », « Sur toute la période »."""
    return f"En {report['year']}" if report.get("year") else "Sur toute la période"


def _charts(report: Report) -> dict[str, str]:
    """The SVG of each chart the report has figures for."""
    drawn = {}
    for group, title in (
        ("year", "Part des contrats remportés par des TPE-PME locales, par année"),
        ("cpv", "Par nature d'achat"),
    ):
        bars = [(label, value, n) for label, value, n in _shares(report, group) if value is not None][:10]
        if len(bars) > 1:
            drawn[group] = bar_chart(title, bars)
    return drawn


def _shares(report: Report, group: str) -> list[tuple[str, float | None, int]]:
    return [
        (str(row.get("label") or row.get("key")), one.get("value"), one.get("n") or 0)
        for row in (report.get("by") or {}).get(group, ())
        for one in row.get("indicators", ())
        if one["code"] == "PL_nb"
    ]


def chart(report: Report, name: str) -> str | None:
    """The SVG of one chart, or None when the report has no such chart."""
    return _charts(report).get(name)
