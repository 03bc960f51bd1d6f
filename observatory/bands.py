"""Bands of amount: < 40 k€, 40-90 k€, 90 k€ to the European threshold of the year, to 1 M€, 1-5 M€, above 5 M€."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LABELS = {
    "1": "Moins de 40 000 €",
    "2": "De 40 000 à 90 000 €",
    "3": "De 90 000 € au seuil européen (1 M€ au plus)",
    "4": "Du seuil européen à 1 M€",
    "5": "De 1 à 5 M€",
    "6": "Plus de 5 M€",
}


@cache
def _data() -> dict[str, Any]:
    text = (Path(__file__).parent / "bands.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def european_threshold(year: int | None, works: bool) -> Decimal:
    """The threshold (euros hors taxes) in force in `year`; years outside the table take its nearest end."""
    table: dict[int, int] = _data()["works" if works else "supplies_services"]
    known = [y for y in sorted(table) if year is None or y <= year]
    return Decimal(table[known[-1] if known else min(table)])


def is_works(contract_type: str | None, cpv_division: str | None) -> bool:
    """Works when the source says so, else when the CPV division is 45."""
    return contract_type == "travaux" if contract_type else cpv_division == "45"


def band(amount: Decimal | None, year: int | None, works: bool) -> str | None:
    """The code of the band of an initial amount in euros hors taxes, None when the amount is unknown."""
    if amount is None:
        return None
    limits = [Decimal(40000), Decimal(90000), min(european_threshold(year, works), Decimal(1000000))]
    limits += [Decimal(1000000), Decimal(5000000)]
    return str(1 + sum(amount >= limit for limit in limits))
