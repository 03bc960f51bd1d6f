"""Two pictures that compare without ranking: the funnel of buyers, the map of communes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt

from observatory.chart import BLUE, GREY, RED, Chart, inline, percent, spec_of, tips, told
from observatory.estimate import Z95
from observatory.measure import GroupValue
from observatory.reports import Report
from procurement.models.place import Commune
from procurement.nomenclature import places

NAMED_FROM = 30  # contracts: under this a buyer is a point without a verdict
_CLASSES = ("moins de 20 %", "20 à 40 %", "40 à 60 %", "60 à 80 %", "80 % et plus")
_COLOURS = ["#c6dbef", "#8ab8da", "#4a90c2", "#1f649b", "#08306b"]
_FEW = "moins de 10 contrats"


def funnel_chart(report: Report, code: str = "PL_nb") -> Chart:
    """Every buyer of at least 10 contracts against the share of the territory: outside the funnel, worth a question.

    The curves hold 95 % and 99.8 % of buyers whose contracts would go to local small firms as often as the territory's.
    The table is in the order of the alphabet.
    """
    centre = report.get(code).value
    title = "Chaque acheteur face à la part du territoire"
    found = [(c, v) for c in report.by["buyer"] for k, v in c.indicators if k == code and v.value is not None]
    if centre is None or len(found) < 2:
        return Chart("funnel", title, dict, (), (), f"{title} : trop peu d'acheteurs pour un graphique.")
    points: list[dict[str, Any]] = [
        {"n": v.n, "value": v.value, "place": _place(centre, v), "label": c.label} | told(v) for c, v in found
    ]
    most = max(one["n"] for one in points)
    said = (
        f"{title} ({percent(centre)}) : {sum(one['place'] == _INSIDE for one in points)} acheteurs sur {len(points)} "
        "sont dans l'entonnoir, c'est-à-dire dans la variabilité ordinaire de leur nombre de contrats."
    )
    rows = tuple(
        (c.label, percent(v.value), str(v.n), _place(centre, v) if v.n >= NAMED_FROM else "trop peu de contrats")
        for c, v in sorted(found, key=lambda one: one[0].label.lower())
    )

    def draw() -> dict[str, Any]:
        return spec_of(_funnel(points, centre, most), title, said, 300)

    return Chart("funnel", title, draw, ("Acheteur", "Part", "Contrats", "Position"), rows, said)


_INSIDE, _ASIDE = "dans l'entonnoir", "en dehors"


def _place(centre: float, found: GroupValue) -> str:
    half = Z95 * math.sqrt(centre * (1 - centre) / found.n)
    return _INSIDE if abs((found.value or 0) - centre) <= half else _ASIDE


def _funnel(points: list[dict[str, Any]], centre: float, most: int) -> Any:
    limits = [
        {"n": n, "low": max(0.0, centre - z * s), "high": min(1.0, centre + z * s), "band": band}
        for band, z in (("95 %", Z95), ("99,8 %", 3.09))
        for n in range(10, most + 2, max(1, most // 60))
        for s in (math.sqrt(centre * (1 - centre) / n),)
    ]
    x = alt.X("n:Q", title="Contrats comptés", scale=alt.Scale(domain=[8, most + 2]))
    scale = alt.Scale(domain=[0, 1])
    y = alt.Y("low:Q", title="Part des TPE-PME locales", axis=alt.Axis(format=".0%"), scale=scale)
    lines = alt.Chart(inline(limits)).encode(x=x, strokeDash=alt.StrokeDash("band:N", title="Variabilité ordinaire"))
    low = lines.mark_line(color=GREY, strokeWidth=1.5).encode(y=y)
    high = lines.mark_line(color=GREY, strokeWidth=1.5).encode(y=alt.Y("high:Q", scale=scale))
    middle = alt.Chart(inline([{"low": centre}])).mark_rule(color=BLUE, strokeWidth=1.5).encode(y=y)
    kinds = [_INSIDE, _ASIDE]
    dots = (
        alt.Chart(inline(points))
        .mark_point(filled=True, size=80, opacity=0.85)
        .encode(
            x=x,
            y=alt.Y("value:Q", scale=scale),
            tooltip=tips(),
            color=alt.Color("place:N", title="Acheteur", scale=alt.Scale(domain=kinds, range=[BLUE, RED])),
            shape=alt.Shape("place:N", title="Acheteur", scale=alt.Scale(domain=kinds, range=["circle", "diamond"])),
        )
    )
    return low + high + middle + dots


def map_chart(report: Report, code: str = "PL_nb") -> Chart:
    """The communes that buy, each a disc: its area says how many contracts, its colour which share is local small firms'.

    Drawn from the centres of communes; contracts of groupings of communes stand at the mean centre of their members.
    """
    title = "Où sont passés les contrats, et combien vont à des TPE-PME locales"
    found = [(place, v) for place, v in _placed(report, code) if v.n]
    if not found:
        return Chart("map", title, dict, (), (), f"{title} : aucun acheteur n'est une commune ou une intercommunalité.")
    base = [(c.longitude, c.latitude) for c in _ground(report) if c.longitude is not None and not c.approximate]
    discs: list[dict[str, Any]] = [
        {"x": place[1], "y": place[2], "n": v.n, "label": place[0], "class": _class(v.value), "kind": place[3]}
        | told(v)
        for place, v in found
    ]
    said = f"{title} : {len(found)} communes et intercommunalités, de 1 à {max(v.n for _, v in found)} contrats."
    rows = tuple((place[0], place[3], percent(v.value), str(v.n)) for place, v in sorted(found, key=lambda f: f[0][0]))
    points = [*((one["x"], one["y"]) for one in discs), *base]

    def draw() -> dict[str, Any]:
        width, height = _frame(points)
        return spec_of(_map(discs, base), title, said, height, width)

    return Chart("map", title, draw, ("Lieu", "Acheteur", "Part", "Contrats"), rows, said)


Spot = tuple[str, float, float, str]


def _placed(report: Report, code: str) -> list[tuple[Spot, GroupValue]]:
    """The buyers that are places, each with its centre; the several numbers of one place are one disc."""
    spots: dict[str, Spot] = {}
    cells: dict[str, list[GroupValue]] = {}
    for cell in report.by["buyer"]:
        found = dict(cell.indicators).get(code)
        spot = _spot(cell.key[:9])
        if found and spot:
            spots[cell.key[:9]] = spot
            cells.setdefault(cell.key[:9], []).append(found)
    return [(spots[siren], max(values, key=lambda v: v.n)) for siren, values in cells.items()]


def _spot(siren: str) -> Spot | None:
    place = places.by_siren(siren)
    if isinstance(place, Commune):
        known = place.latitude is not None and place.longitude is not None and not place.approximate
        return (place.name, place.longitude or 0.0, place.latitude or 0.0, "commune") if known else None
    members = [c for c in places.communes_of_epci(siren) if c.latitude is not None] if place else []
    if not place or not members:
        return None
    longitude = sum(c.longitude or 0 for c in members) / len(members)
    return place.name, longitude, sum(c.latitude or 0 for c in members) / len(members), "intercommunalité"


def _ground(report: Report) -> Iterable[Commune]:
    """Every commune of the EPCI the report speaks of."""
    return [c for cell in report.by["epci"] for c in places.communes_of_epci(cell.key)]


def _class(share: float | None) -> str:
    return _FEW if share is None else _CLASSES[min(4, int(share * 5))]


def _frame(points: Sequence[tuple[float | None, float | None]]) -> tuple[int, int]:
    """Width and height where a kilometre east is as long as a kilometre north."""
    xs, ys = [p[0] or 0.0 for p in points], [p[1] or 0.0 for p in points]
    wide = max(0.05, max(xs) - min(xs)) * math.cos(math.radians(sum(ys) / len(ys)))
    tall = max(0.05, max(ys) - min(ys))
    return 460, round(min(620, max(200, 460 * tall / wide)))


def _map(discs: list[dict[str, Any]], base: Sequence[tuple[float | None, float | None]]) -> Any:
    x = alt.X("x:Q", axis=None, scale=alt.Scale(zero=False, nice=False, padding=24))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(zero=False, nice=False, padding=24))
    ground = alt.Chart(inline([{"x": a, "y": b} for a, b in base])).mark_point(filled=True, size=14, color="#c3ccd2")
    scale = alt.Scale(domain=[*_CLASSES, _FEW], range=[*_COLOURS, "#f7f3ec"])
    legend = alt.Legend(title="Part des TPE-PME locales", symbolStrokeColor=GREY, symbolSize=120)
    shapes = alt.Scale(domain=["commune", "intercommunalité"], range=["circle", "square"])
    dots = alt.Chart(inline(sorted(discs, key=lambda d: -d["n"]))).mark_point(
        filled=True, stroke=GREY, strokeWidth=1, opacity=0.95
    )
    dots = dots.encode(
        x=x,
        y=y,
        tooltip=tips("kind:Acheteur"),
        size=alt.Size("n:Q", title="Contrats", scale=alt.Scale(range=[30, 900])),
        color=alt.Color("class:N", scale=scale, legend=legend),
        shape=alt.Shape("kind:N", title="Acheteur", scale=shapes),
    )
    largest = sorted(discs, key=lambda d: -d["n"])[:6]
    words = alt.Chart(inline(largest)).mark_text(dy=-16, fontSize=11, color="#14212b").encode(x=x, y=y, text="label:N")
    return ground.encode(x=x, y=y) + dots + words
