"""eForms codes that say « nothing » are not taken for a statement."""

from __future__ import annotations

from typing import Any

import pytest

from procurement.sources.eforms.parse import read_eforms


def _notice(reserved: str, social: str) -> dict[str, Any]:
    requirement = {"cbc:TendererRequirementTypeCode": {"@listName": "reserved-procurement", "#text": reserved}}
    kind = {"cbc:ProcurementTypeCode": {"@listName": "social-objective", "#text": social}}
    lot = {
        "cbc:ID": "LOT-0001",
        "cac:TenderingTerms": {"cac:TendererQualificationRequest": {"cac:SpecificTendererRequirement": requirement}},
        "cac:ProcurementProject": {"cbc:Name": "Lot", "cac:ProcurementAdditionalType": kind},
    }
    return {"ContractNotice": {"cac:ProcurementProject": {"cbc:Name": "Collecte"}, "cac:ProcurementProjectLot": lot}}


@pytest.mark.parametrize(
    ("reserved", "social", "expected"),
    [("none", "none", (False, None)), ("res-ws", "et-eq", (True, True))],
)
def test_reserved_and_social(reserved: str, social: str, expected: tuple[bool | None, bool | None]) -> None:
    form = read_eforms(_notice(reserved, social))
    assert (form.reserved, form.social_clause) == expected
