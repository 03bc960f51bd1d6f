"""Charts: each has a table, an alternative text, French numbers, colours of the charter."""

import json

from observatory import Report, Snapshot, report
from observatory.chart import breakdown_chart, charts, percent, shares_chart, to_svg


def test_every_chart_draws_and_has_its_table(town: Report) -> None:
    drawn = charts(town)
    assert [c.name for c in drawn][0] == "shares"
    for chart in drawn:
        assert to_svg(chart.spec).startswith("<svg")
        assert all(len(row) == len(chart.columns) for row in chart.rows)
        assert chart.alt.endswith(".")
        assert chart.spec["description"] == chart.alt


def test_the_accent_is_for_the_flagship_alone(town: Report) -> None:
    text = json.dumps(shares_chart(town).spec)
    assert "#c8401b" in text
    assert "#0b3c5d" in text


def test_numbers_are_written_in_french(town: Report) -> None:
    assert "%" in to_svg(shares_chart(town).spec)
    assert percent(0.4) == "40\u00a0%"
    assert percent(None) == "–"


def test_the_break_of_series_is_drawn_and_said(town: Report) -> None:
    chart = breakdown_chart(town, "year")
    assert "Rupture de série" in json.dumps(chart.spec, ensure_ascii=False)
    assert "Rupture de série" in chart.alt


def test_a_breakdown_without_value_draws_nothing(snapshot: Snapshot) -> None:
    assert charts(report(snapshot, ["75056"], 2025)) == ()
