"""Charts of a report: Vega-Lite specifications with the table that says the same, and their SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import vl_convert as vlc

from observatory.measure import Result
from observatory.report import SERIES_BREAK, Cell, Report

BLUE, RED, GREY = "#0b3c5d", "#c8401b", "#4a6274"
FRENCH = {"decimal": ",", "thousands": "\u202f", "grouping": [3], "currency": ["", "\u00a0€"], "percent": "\u00a0%"}
_SHORT = {
    "PL_nb": "TPE-PME locales, en nombre",
    "PL_mt": "TPE-PME locales, en montant",
    "P_nb": "PME, en nombre",
    "P_mt": "PME, en montant",
    "L_nb": "Titulaires locaux, en nombre",
    "L_mt": "Titulaires locaux, en montant",
}
_TITLES = {
    "buyer": "Part des TPE-PME locales par acheteur",
    "cpv": "Part des TPE-PME locales par nature d'achat",
    "size": "Part des TPE-PME locales selon le montant du contrat",
    "year": "Part des TPE-PME locales par année",
    "epci": "Part des TPE-PME locales par intercommunalité",
}


@dataclass(frozen=True)
class Chart:
    """A figure: its Vega-Lite specification, its table in French, and what it shows in one sentence."""

    name: str
    title: str
    spec: dict[str, Any]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    alt: str


def charts(report: Report) -> tuple[Chart, ...]:
    """The charts of a report: shares with their intervals, then one per breakdown that has a value."""
    found = [shares_chart(report), *(breakdown_chart(report, name) for name in _TITLES)]
    return tuple(chart for chart in found if chart.rows)


def to_svg(spec: dict[str, Any]) -> str:
    """The SVG of a Vega-Lite specification, French numbers. Raises `ValueError` on an invalid specification."""
    return str(vlc.vegalite_to_svg(spec, format_locale=FRENCH))


def percent(value: float | None) -> str:
    """A share as French people write it, « 41 % », or « – » when there is none."""
    return "–" if value is None else f"{100 * value:.0f}\u00a0%"


def shares_chart(report: Report) -> Chart:
    """The six main shares, each with its 95 % interval."""
    found = [r for r in (report.get(code) for code in _SHORT) if r.value is not None]
    data = [
        {"label": _SHORT[r.code], "value": r.value, "low": r.low, "high": r.high, "main": r.code == "PL_nb"}
        for r in found
    ]
    base = alt.Chart(_inline(data)).encode(y=_names())
    bars = base.mark_bar(height=16).encode(x=_share("value:Q", "Part"), color=_accent())
    halo = base.mark_rule(color="white", strokeWidth=5).encode(x="low:Q", x2="high:Q")
    rules = base.mark_rule(color=GREY, strokeWidth=2).encode(x="low:Q", x2="high:Q")
    title = "Qui remporte les contrats ?"
    said = "Parts et intervalles à 95 % : " + " ; ".join(f"{r.label}, {percent(r.value)}" for r in found) + "."
    rows = tuple((r.label, percent(r.value), _between(r), str(r.n), percent(r.coverage)) for r in found)
    columns = ("Indicateur", "Part", "Intervalle à 95 %", "Contrats", "Renseignés")
    return Chart("shares", title, _spec(bars + halo + rules, title, said, 30 * len(data)), columns, rows, said)


def breakdown_chart(report: Report, name: str, code: str = "PL_nb", most: int = 15) -> Chart:
    """One share for each cell of a breakdown (the first `most` cells with a value; years in order)."""
    cells = [
        (c, found.value, found.n)
        for c in report.by[name]
        for k, found in c.indicators
        if k == code and found.value is not None
    ]
    if name not in ("year", "size"):
        cells = sorted(cells, key=lambda found: -found[2])[:most]
    data = [_datum(cell, value, name) for cell, value, _ in cells]
    title = _TITLES[name]
    said = _said(title, cells)
    if name == "year":
        said += f" {report.series_break}" if report.series_break else ""
        drawing = _years(data, bool(report.series_break))
    else:
        drawing = alt.Chart(_inline(data)).mark_bar(height=16, color=BLUE)
        drawing = drawing.encode(y=_names(), x=_share("value:Q", "Part des contrats"))
    rows = tuple((c.label, percent(v), str(n)) for c, v, n in cells)
    height = 220 if name == "year" else 26 * max(1, len(data))
    return Chart(name, title, _spec(drawing, title, said, height), ("", "Part", "Contrats"), rows, said)


def _datum(cell: Cell, value: float, name: str) -> dict[str, Any]:
    """Points before and after the break of series are two series: no line joins them."""
    series = "2024 et après" if name == "year" and int(cell.key) >= SERIES_BREAK else "avant 2024"
    return {"label": cell.label, "value": value, "series": series}


def _years(data: list[dict[str, Any]], broken: bool) -> Any:
    base = alt.Chart(_inline(data)).mark_line(point={"size": 70}, strokeWidth=2)
    scale = alt.Scale(domain=["avant 2024", "2024 et après"], range=[GREY, BLUE])
    legend = alt.Legend(title="Rupture de série", orient="bottom") if broken else None
    return base.encode(
        x=alt.X("label:O", title="Année de notification", axis=alt.Axis(labelAngle=0)),
        y=alt.Y("value:Q", title="Part des contrats", axis=alt.Axis(format=".0%"), scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("series:N", scale=scale, legend=legend),
        strokeDash=alt.StrokeDash("series:N", scale=alt.Scale(range=[[4, 3], [1, 0]]), legend=None),
    )


def _inline(data: list[dict[str, Any]]) -> Any:
    return alt.Data(values=data)  # type: ignore[no-untyped-call]


def _names() -> Any:
    return alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=320))


def _share(field: str, title: str) -> Any:
    return alt.X(field, title=title, axis=alt.Axis(format=".0%", tickCount=5), scale=alt.Scale(domain=[0, 1]))


def _accent() -> Any:
    return alt.condition("datum.main", alt.value(RED), alt.value(BLUE))


def _spec(drawing: Any, title: str, said: str, height: int) -> dict[str, Any]:
    chart = drawing.properties(title=title, width=460, height=height, description=said)
    styled = chart.configure(font="Atkinson Hyperlegible, DejaVu Sans, sans-serif", locale={"number": FRENCH})
    axis = {"labelColor": "#22313b", "titleColor": "#22313b", "labelFontSize": 12, "titleFontSize": 12}
    return dict(styled.configure_axis(**axis).configure_title(anchor="start", fontSize=15, color=BLUE).to_dict())


def _between(result: Result) -> str:
    if result.low is None or result.high is None:
        return "–"
    return f"{100 * result.low:.0f} à {100 * result.high:.0f}\u00a0%"


def _said(title: str, cells: Sequence[tuple[Cell, float, int]]) -> str:
    if not cells:
        return f"{title} : trop peu de contrats pour un chiffre."
    return f"{title} : " + " ; ".join(f"{c.label}, {percent(v)} ({n} contrats)" for c, v, n in cells) + "."
