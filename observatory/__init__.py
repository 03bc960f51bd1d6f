"""The observatory: what share of local public contracts small local firms win, from a frozen, hashed snapshot.

Public door: everything the portal needs is named here.
"""

from observatory.council import council_pdf
from observatory.estimate import wilson
from observatory.export import SCHEMA, report_to_csv, report_to_json
from observatory.headline import headline, meaning_of_local, territory_name
from observatory.measure import Result
from observatory.question import Question, QuestionError
from observatory.replay import Replay, replay
from observatory.report import SERIES_BREAK, Cell, Report, report, report_of_year_before
from observatory.snapshot import (
    Snapshot,
    SnapshotError,
    build_snapshot,
    open_snapshot,
    quality_labels,
    snapshot_to_json,
)
from observatory.words import left_out_label

__all__ = [
    "SCHEMA",
    "SERIES_BREAK",
    "Cell",
    "Question",
    "QuestionError",
    "Replay",
    "Report",
    "Result",
    "Snapshot",
    "SnapshotError",
    "build_snapshot",
    "council_pdf",
    "left_out_label",
    "headline",
    "meaning_of_local",
    "open_snapshot",
    "quality_labels",
    "replay",
    "report",
    "report_of_year_before",
    "report_to_csv",
    "report_to_json",
    "snapshot_to_json",
    "territory_name",
    "wilson",
]
