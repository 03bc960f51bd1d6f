"""The observatory: what share of local public contracts small local firms win, from a frozen, hashed snapshot.

Public door: everything the portal needs is named here.
"""

from observatory.council import council_pdf
from observatory.estimate import wilson
from observatory.export import report_to_csv, report_to_json
from observatory.headline import headline, meaning_of_local
from observatory.measure import Result
from observatory.question import Question, QuestionError
from observatory.replay import Replay, replay
from observatory.report import SERIES_BREAK, Cell, Report, report
from observatory.snapshot import Snapshot, SnapshotError, build_snapshot, open_snapshot, quality_labels
from observatory.words import left_out_label

__all__ = [
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
    "report_to_csv",
    "report_to_json",
    "wilson",
]
