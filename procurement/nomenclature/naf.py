"""The French nomenclature of activities, NAF rev. 2, every level."""

from __future__ import annotations

import re
from functools import cache

from procurement.nomenclature._data import rows


@cache
def _labels() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("naf.csv")}


def normalise(code: str | None) -> str | None:
    """The code as INSEE writes it ("43.22A") from "4322A", "43.22a"…, or None when it is not in NAF rev. 2."""
    text = re.sub(r"[\s.]", "", (code or "").upper())
    dotted = f"{text[:2]}.{text[2:]}" if len(text) > 2 else text
    return dotted if dotted in _labels() else None


def label(code: str | None) -> str | None:
    """The French label of a code in any accepted form, or None when unknown."""
    return _labels().get(normalise(code) or "")
