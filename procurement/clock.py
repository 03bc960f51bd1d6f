"""The one place that reads the clock: everywhere else the day is an argument.

Times are local times of Europe/Paris, without offset, because a deadline in a French notice is a local time.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def now() -> datetime:
    """The present moment as an aware datetime in Europe/Paris."""
    return datetime.now(UTC).astimezone(PARIS)


def local_now() -> datetime:
    """The present moment in Europe/Paris as a naive local datetime, the form deadlines take."""
    return now().replace(tzinfo=None)


def today() -> date:
    """The present day in Europe/Paris."""
    return now().date()
