"""Charts of a report: Vega-Lite specifications with the table that says the same, and their SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import vl_convert as vlc

from observatory.measure import GroupValue, Result
from observatory.reports import Cell, Report
from observatory.series import crossed, segment

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
    "cpv": "Part des TPE-PME locales par nature d'achat",
    "size": "Part des TPE-PME locales selon le montant du contrat",
    "year": "Part des TPE-PME locales par année",
    "epci": "Part des TPE-PME locales par intercommunalité",
}


@dataclass(frozen=True)
class Chart:
    """A figure: its Vega-Lite specification, its table in French, and what it shows in one sentence.

    The specification is made when it is asked for: a page that links to the drawing needs only the table.
    """

    name: str
    title: str
    draw: Callable[[], dict[str, Any]]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    alt: str

    @property
    def spec(self) -> dict[str, Any]:
        """The Vega-Lite specification; empty when there is nothing to draw."""
        return self.draw()


def charts(report: Report) -> tuple[Chart, ...]:
    """The charts of a report: shares with their intervals, then one per breakdown that has a value.

    Buyers have no bars: ranked, they would be a league table (see `pictures.funnel_chart`).
    """
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
    known = {r.code: r for r in report.indicators if r.value is not None}
    found = [known[code] for code in _SHORT if code in known]
    data = [
        {"label": _SHORT[r.code], "value": r.value, "low": r.low, "high": r.high, "main": r.code == "PL_nb"} | told(r)
        for r in found
    ]
    title = "Qui remporte les contrats ?"
    said = "Parts et intervalles à 95 % : " + " ; ".join(f"{r.label}, {percent(r.value)}" for r in found) + "."
    rows = tuple((r.label, percent(r.value), _between(r), str(r.n), percent(r.coverage)) for r in found)
    columns = ("Indicateur", "Part", "Intervalle à 95 %", "Contrats", "Renseignés")
    return Chart("shares", title, lambda: spec_of(_shares(data), title, said, 30 * len(data)), columns, rows, said)


def _shares(data: list[dict[str, Any]]) -> Any:
    base = alt.Chart(inline(data)).encode(y=_names())
    bars = base.mark_bar(height=16).encode(x=_share("value:Q", "Part"), color=_accent(), tooltip=tips())
    halo = base.mark_rule(color="white", strokeWidth=5).encode(x="low:Q", x2="high:Q")
    return bars + halo + base.mark_rule(color=GREY, strokeWidth=2).encode(x="low:Q", x2="high:Q")


def breakdown_chart(report: Report, name: str, code: str = "PL_nb", most: int = 15) -> Chart:
    """One share for each cell of a breakdown (the first `most` cells with a value; years in order)."""
    cells = [(c, found) for c in report.by[name] for k, found in c.indicators if k == code and found.value is not None]
    if name not in ("year", "size"):
        cells = sorted(cells, key=lambda one: -one[1].n)[:most]
    title = _TITLES[name]
    said = _said(title, cells)
    if name == "year":
        said = " ".join([said, *(one.sentence() for one in crossed(_all_years(report)))])

    def draw() -> dict[str, Any]:
        drawing = (
            _years(cells, _all_years(report))
            if name == "year"
            else _bars([_datum(cell, found) for cell, found in cells])
        )
        return spec_of(drawing, title, said, height)

    rows = tuple((c.label, percent(v.value), _between(v), str(v.n), percent(v.coverage)) for c, v in cells)
    height = 240 if name == "year" else 30 * max(1, len(cells))
    columns = ("", "Part", "Intervalle à 95 %", "Contrats", "Renseignés")
    return Chart(name, title, draw, columns, rows, said)


def _datum(cell: Cell, found: GroupValue) -> dict[str, Any]:
    label = cell.label if len(cell.label) <= 52 else cell.label[:50].rstrip() + "…"
    return {"label": label, "value": found.value, "low": found.low, "high": found.high} | told(found)


def _bars(data: list[dict[str, Any]]) -> Any:
    """Bars with their intervals; the whole width stands for one hundred contracts."""
    base = alt.Chart(inline(data)).encode(y=_names())
    bars = base.mark_bar(height=14, color=BLUE).encode(x=_share("value:Q", "Part des contrats"), tooltip=tips())
    if not any(one["low"] is not None for one in data):
        return bars
    halo = base.mark_rule(color="white", strokeWidth=5).encode(x="low:Q", x2="high:Q")
    return bars + halo + base.mark_rule(color=GREY, strokeWidth=2).encode(x="low:Q", x2="high:Q")


def _all_years(report: Report) -> list[int]:
    """Every year of the report, those without a published share included: the series is broken all the same."""
    return [int(cell.key) for cell in report.by["year"]]


def _years(cells: Sequence[tuple[Cell, GroupValue]], known: Sequence[int]) -> Any:
    """A line for each part of the series (no line joins two), its interval, and thin rules where a threshold changed."""
    data = [
        {**_datum(c, v), "label": c.key, "series": segment(int(c.key)), "shown": percent(v.value)} for c, v in cells
    ]
    names = sorted({segment(year) for year in known}, key=lambda name: not name.startswith("avant"))
    scale = alt.Scale(domain=names, range=[BLUE] if len(names) == 1 else [GREY, BLUE])
    legend = alt.Legend(title="Rupture de série") if len(names) > 1 else None
    x = alt.X("label:O", title="Année de notification", axis=alt.Axis(labelAngle=0))
    y = alt.Y("value:Q", title="Part des contrats", axis=alt.Axis(format=".0%", tickCount=5), scale=_UNIT)
    base = alt.Chart(inline(data)).encode(x=x, color=alt.Color("series:N", scale=scale, legend=legend))
    soft = [{"label": str(one.year)} for one in crossed(known) if not one.hard]
    rules = alt.Chart(inline(soft)).mark_rule(color=GREY, strokeDash=[2, 4]).encode(x=x)
    spread = base.mark_rule(strokeWidth=6, opacity=0.25).encode(y=alt.Y("low:Q", scale=_UNIT), y2="high:Q")
    line = base.mark_line(point={"size": 70}, strokeWidth=2).encode(y=y, tooltip=tips())
    words = base.mark_text(dx=16, dy=-10, fontSize=12, fontWeight="bold").encode(y=y, text="shown:N")
    return (rules + spread + line + words) if soft else (spread + line + words)


_TITLE = {"anchor": "start", "fontSize": 15, "color": BLUE}
_LEGEND = {"orient": "bottom", "columns": 3, "symbolOpacity": 1, "labelFontSize": 11, "titleFontSize": 11}
_UNIT = alt.Scale(domain=[0, 1])


def inline(data: list[dict[str, Any]]) -> Any:
    """Data written inside the specification."""
    return alt.Data(values=data)  # type: ignore[no-untyped-call]


def tips(*more: str) -> list[Any]:
    """What the pointer reads on a mark: its name as a title, then `more` fields (name:title), its share, interval and count."""
    said = ("label:title", *more, "said:Part", "between:Intervalle à 95 %", "contracts:Contrats")
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in (one.split(":") for one in said)]


def told(found: Result | GroupValue) -> dict[str, Any]:
    """The share, interval and count of a mark, in words."""
    return {"said": percent(found.value), "between": _between(found), "contracts": str(found.n)}


def _names() -> Any:
    return alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=320))


def _share(field: str, title: str) -> Any:
    return alt.X(field, title=title, axis=alt.Axis(format=".0%", tickCount=5), scale=_UNIT)


def _accent() -> Any:
    return alt.condition("datum.main", alt.value(RED), alt.value(BLUE))


def spec_of(drawing: Any, title: str, said: str, height: int, width: int = 460) -> dict[str, Any]:
    """The specification of a drawing in our style, with its title and what it shows in words."""
    chart = drawing.properties(title=title, width=width, height=height, description=said)
    styled = chart.configure(font="Atkinson Hyperlegible, DejaVu Sans, sans-serif", locale={"number": FRENCH})
    axis = {"labelColor": "#22313b", "titleColor": "#22313b", "labelFontSize": 12, "titleFontSize": 12}
    return dict(styled.configure_axis(**axis).configure_title(**_TITLE).configure_legend(**_LEGEND).to_dict())


def _between(result: Result | GroupValue) -> str:
    if result.low is None or result.high is None:
        return "–"
    return f"{100 * result.low:.0f} à {100 * result.high:.0f}\u00a0%"


def _said(title: str, cells: Sequence[tuple[Cell, GroupValue]]) -> str:
    if not cells:
        return f"{title} : trop peu de contrats pour un chiffre."
    parts = (f"{c.label}, {percent(v.value)} ({v.n} contrats)" for c, v in cells)
    return f"{title} : " + " ; ".join(parts) + "."
