"""Date de notification hors de portée (avant 2010, ou plus d'un an après la publication)."""

from __future__ import annotations

from observatory.quality.model import Effect, Rule

RULE = Rule(
    "date_out_of_range",
    "Date de notification hors de portée (avant 2010, ou plus d'un an après la publication).",
    Effect.CONTRACT,
    "year(notified) < 2010 OR year(notified) > 2100 OR coalesce(notified - published > 366, FALSE)",
)
