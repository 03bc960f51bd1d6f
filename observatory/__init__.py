"""The observatory: what share of local public contracts small local firms win, from a frozen, hashed snapshot.

Public door: everything the portal needs is named here.
"""

from observatory.breaks import Break, breaks
from observatory.change import Change, change
from observatory.charts import Chart, charts, to_svg
from observatory.council import council_pdf
from observatory.estimate import wilson
from observatory.export import SCHEMA, report_to_csv, report_to_json
from observatory.headline import headline, meaning_of_local, territory_name
from observatory.indicators import indicator_labels
from observatory.listing import Page, contracts_page, flag_counts, flagged, releases, write_contracts
from observatory.measure import Result
from observatory.panel import COMPARED, Side, compare, panel
from observatory.pictures import funnel_chart, map_chart
from observatory.question import Question, QuestionError
from observatory.reading import report_from_json
from observatory.references import Mark, Published, marks, published
from observatory.replay import Replay, replay
from observatory.report import Cell, Report, report, report_of_year_before
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
    "open_snapshot",
    "panel",
    "published",
    "quality_labels",
    "releases",
    "replay",
    "report",
    "report_from_json",
    "report_of_year_before",
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
