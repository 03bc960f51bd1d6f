"""The minimum turnover that the règlement asks for the lots bid on."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from checker.evidence import Evidence
from checker.rules.model import Dossier


def _amount(value: object) -> Decimal:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return Decimal(0)
    return amount if amount.is_finite() else Decimal(0)


def asked_turnover(dossier: Dossier) -> tuple[Decimal, Evidence | None]:
    """The euros a year and the passage; 0 when nothing is asked, the sum when several lots each ask."""
    found = dossier.consultation.minimum_turnover
    if found is None:
        return Decimal(0), None
    if isinstance(found.value, dict):
        lots = dossier.lots or tuple(map(str, found.value))
        each = [_amount(found.value.get(lot)) for lot in lots]
        return max(each, default=Decimal(0)), found.evidence
    return _amount(found.value), found.evidence
