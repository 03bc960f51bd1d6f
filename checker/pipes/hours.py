"""Hours of the day in French spelling."""

from __future__ import annotations

import re
from datetime import time

from checker.pipes.numbers import WORDS

_WORD = "|".join(sorted((word for word, value in WORDS.items() if 0 < value < 24), key=len, reverse=True))
HOUR = re.compile(
    rf"(?<![\d/.,])(?:(?P<h>\d{{1,2}})\s?(?:h(?:eures?|rs?)?(?![a-z])\.?|:)\s?(?P<m>\d{{2}}(?!\d))?(?::00)?"
    rf"|(?P<w>{_WORD})\s+heures?(?:\s(?P<wm>\d{{2}}|trente|quinze))?|(?P<noon>midi)|(?P<midnight>minuit))(?![\d:])"
)


def hour_of(found: re.Match[str]) -> time | None:
    """The hour of a match of HOUR in plain letters, or None when no clock shows it. Midnight is the end of the day."""
    if found["noon"]:
        return time(12, 0)
    if found["midnight"]:
        return time(23, 59)
    minute = {"trente": 30, "quinze": 15}.get(found["wm"] or "")
    minute = int(found["m"] or found["wm"] or 0) if minute is None else minute
    hour = int(found["h"]) if found["h"] else WORDS[found["w"]]
    if ":" in found[0] and not found["m"]:
        return None
    if (hour, minute) == (24, 0):
        return time(23, 59)
    return time(hour, minute) if hour < 24 and minute < 60 else None
