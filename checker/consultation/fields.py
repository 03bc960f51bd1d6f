"""Every single fact of a consultation but its lists of documents."""

from __future__ import annotations

from datetime import date
from typing import Any

from checker.consultation.sources import Sources
from procurement.models import Notice


def fields(sources: Sources, day: date, notice: Notice | None) -> dict[str, Any]:
    """Fields of Consultation by name; a field nobody states is absent."""
    return {}
