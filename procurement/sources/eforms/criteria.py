"""Award criteria of an eForms lot (BT-539, BT-540, BT-541)."""

from __future__ import annotations

from typing import Any

from procurement.models import Criterion
from procurement.sources.eforms.organisations import french
from procurement.sources.values import amount, dig, dig_all, said

_TYPES = {"price": "Prix", "cost": "Coût", "quality": "Qualité"}


def lot_criteria(lot: Any, name_lot: bool) -> list[Criterion]:
    """The criteria of one lot, weights where the notice gives them."""
    number = (said(lot, "cbc:ID") or "").removeprefix("LOT-").lstrip("0") or None
    path = "cac:TenderingTerms/cac:AwardingTerms/cac:AwardingCriterion/cac:SubordinateAwardingCriterion"
    found = []
    for node in dig_all(lot, path):
        name = french(dig_all(node, "cbc:Name")) or french(dig_all(node, "cbc:Description"))
        name = name or _TYPES.get(said(node, "cbc:AwardingCriterionTypeCode") or "")
        if name:
            weight, unit = _weight(node)
            found.append(Criterion(name, weight, unit, number if name_lot else None))
    return found


def _weight(node: Any) -> tuple[Any, str | None]:
    extension = (
        "ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension/efac:AwardCriterionParameter"
    )
    for item in dig_all(node, extension):
        kind = said(item, "efbc:ParameterCode") or ""
        list_name = said(dig(item, "efbc:ParameterCode"), "@listName") or ""
        if "weight" in list_name or kind.startswith(("per-", "poi-", "ord-")):
            unit = "points" if kind.startswith("poi") else ("rang" if kind.startswith("ord") else "%")
            return amount(said(item, "efbc:ParameterNumeric")), unit
    return None, None
