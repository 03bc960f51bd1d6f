"""What attribution notices would change: their contracts stand beside the figures, this says what they weigh."""

from __future__ import annotations

from dataclasses import dataclass

from observatory.indicators import indicators
from observatory.measure import Result, measure
from observatory.quality import rules
from observatory.quality.model import Effect
from observatory.question import Question, prepare
from observatory.snapshot import Snapshot

CODES = ("PL_nb", "PL_mt")
_MINIMUM = 10  # contracts under which a share says nothing


@dataclass(frozen=True, slots=True)
class NoticesEffect:
    """`found` contracts of notices are in the DECP, `beside` are known by a notice alone.

    `without` and `within` are PL_nb and PL_mt without and with those beside. `coverage` is the share of the contracts that
    notices announce which the DECP hold, None under ten.
    """

    found: int
    beside: int
    coverage: float | None
    without: tuple[Result, ...]
    within: tuple[Result, ...]


def notices_effect(snapshot: Snapshot, question: Question) -> NoticesEffect | None:
    """The weight of attribution notices in the answer to a question; None when the snapshot has none there.

    Raises `QuestionError`.
    """
    wanted = [one for one in indicators() if one.code in CODES]
    other = [rule.code for rule in rules() if rule.effect is Effect.CONTRACT and rule.code != "notice_only"]
    alone = f"list_contains(flags, 'notice_only') AND NOT list_has_any(flags, {other!r})"
    con = snapshot.connect()
    try:
        prepare(con, question)
        row = con.execute(
            f"SELECT count(*) FILTER (list_contains(flags, 'same_contract_decp')), count(*) FILTER ({alone}) FROM field"
        ).fetchone()
        found, beside = row or (0, 0)
        if not found and not beside:
            return None
        without = measure(con, wanted)
        con.execute(f"CREATE OR REPLACE TEMP TABLE scope AS SELECT * FROM field WHERE in_scope OR ({alone})")
        con.execute("CREATE OR REPLACE TEMP TABLE lines AS SELECT * FROM place_lines SEMI JOIN scope USING (contract)")
        within = measure(con, wanted)
    finally:
        con.close()
    coverage = found / (found + beside) if found + beside >= _MINIMUM else None
    return NoticesEffect(found, beside, coverage, without, within)
