"""The observatory: what share of local public contracts small local firms win, from a frozen, hashed snapshot.

Public door: everything the portal needs is named here. The names are looked up when asked for: a portal that shows
tenders does not wait for what draws charts, writes workbooks or reads a snapshot.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from observatory.changes import Change, change
    from observatory.chart import Chart, charts, to_svg
    from observatory.comparison import COMPARED, Side, compare, panel
    from observatory.council import council_pdf
    from observatory.estimate import wilson
    from observatory.export import SCHEMA, report_to_csv, report_to_json
    from observatory.headlines import headline, meaning_of_local, territory_name
    from observatory.indicators import indicator_labels
    from observatory.listing import Page, contracts_page, flag_counts, flagged, write_contracts
    from observatory.measure import Result
    from observatory.notices import NoticesEffect, notices_effect
    from observatory.ocds import releases_page
    from observatory.pictures import funnel_chart, map_chart
    from observatory.question import Question, QuestionError
    from observatory.reading import report_from_json
    from observatory.references import Mark, Published, marks, published
    from observatory.replays import Replay, replay
    from observatory.reports import Cell, Report, report
    from observatory.series import Break, breaks
    from observatory.sheet import report_to_xlsx
    from observatory.snapshot import (
        Snapshot,
        SnapshotError,
        build_snapshot,
        open_snapshot,
        quality_labels,
        snapshot_to_json,
    )
    from observatory.trades import KINDS, TradePicture, trade_picture
    from observatory.words import left_out_label

__all__ = [
    "COMPARED",
    "KINDS",
    "SCHEMA",
    "Break",
    "Cell",
    "Change",
    "Chart",
    "Mark",
    "NoticesEffect",
    "Page",
    "Published",
    "Question",
    "QuestionError",
    "Replay",
    "Report",
    "Result",
    "Side",
    "Snapshot",
    "SnapshotError",
    "TradePicture",
    "breaks",
    "build_snapshot",
    "change",
    "charts",
    "compare",
    "contracts_page",
    "council_pdf",
    "flag_counts",
    "flagged",
    "funnel_chart",
    "headline",
    "indicator_labels",
    "left_out_label",
    "map_chart",
    "marks",
    "meaning_of_local",
    "notices_effect",
    "open_snapshot",
    "panel",
    "published",
    "quality_labels",
    "releases_page",
    "replay",
    "report",
    "report_from_json",
    "report_to_csv",
    "report_to_json",
    "report_to_xlsx",
    "snapshot_to_json",
    "territory_name",
    "to_svg",
    "trade_picture",
    "wilson",
    "write_contracts",
]
_HOMES = {
    "changes": ("Change", "change"),
    "chart": ("Chart", "charts", "to_svg"),
    "comparison": ("COMPARED", "Side", "compare", "panel"),
    "council": ("council_pdf",),
    "estimate": ("wilson",),
    "export": ("SCHEMA", "report_to_csv", "report_to_json"),
    "headlines": ("headline", "meaning_of_local", "territory_name"),
    "indicators": ("indicator_labels",),
    "listing": ("Page", "contracts_page", "flag_counts", "flagged", "write_contracts"),
    "ocds": ("releases_page",),
    "measure": ("Result",),
    "notices": ("NoticesEffect", "notices_effect"),
    "pictures": ("funnel_chart", "map_chart"),
    "question": ("Question", "QuestionError"),
    "reading": ("report_from_json",),
    "references": ("Mark", "Published", "marks", "published"),
    "replays": ("Replay", "replay"),
    "reports": ("Cell", "Report", "report"),
    "series": ("Break", "breaks"),
    "sheet": ("report_to_xlsx",),
    "snapshot": ("Snapshot", "SnapshotError", "build_snapshot", "open_snapshot", "quality_labels", "snapshot_to_json"),
    "trades": ("KINDS", "TradePicture", "trade_picture"),
    "words": ("left_out_label",),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
