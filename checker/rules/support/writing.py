"""How findings write days, euros and kinds, in French."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml


def french_day(day: date) -> str:
    """15/01/2027."""
    return f"{day:%d/%m/%Y}"


def french_moment(moment: datetime) -> str:
    """15/01/2027 à 12 h 00."""
    return f"{moment:%d/%m/%Y} à {moment:%H} h {moment:%M}"


def euros(amount: Decimal) -> str:
    """166 950,00 €, with no-break spaces."""
    return f"{amount:,.2f}".replace(",", "\u202f").replace(".", ",") + "\u00a0€"


def months_after(day: date, months: int) -> date:
    """The same day `months` later; the last day of a month gives the last day of the other."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    whole = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if whole else min(day.day, last))


@cache
def _labels() -> dict[str, str]:
    found = yaml.safe_load((Path(__file__).parent / "labels.yaml").read_text(encoding="utf-8"))
    return {str(key): str(value) for key, value in found.items()}


def label(kind: str) -> str:
    """What people call a kind: « l'acte d'engagement »; the id where no word is known."""
    return _labels().get(kind, f"la pièce « {kind.replace('_', ' ')} »")


def counted(count: int, word: str) -> str:
    """« 1 page », « 3 pages »: the French plural of a regular word, each of its words in the plural."""
    return f"{count} {word}" if count < 2 else f"{count} " + " ".join(f"{part}s" for part in word.split())
