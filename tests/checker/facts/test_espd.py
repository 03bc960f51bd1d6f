"""A DUME in XML says who answers, to whom, and with which figures; the buyer's request says nothing of the firm."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from checker.facts import extract
from checker.facts.model import Piece
from checker.reading import read

CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
PARTIES = (
    "<c:ContractFolderID>2027-014</c:ContractFolderID><c:ContractingParty><c:Party><c:PartyIdentification><c:ID>21620160000013</c:ID>"
    "</c:PartyIdentification><c:PartyName><c:Name>Ville de Valmont</c:Name></c:PartyName></c:Party></c:ContractingParty>"
    "<c:EconomicOperatorParty><c:QualifyingParty><c:EmployeeQuantity>17</c:EmployeeQuantity></c:QualifyingParty><c:Party>"
    "<c:PartyIdentification><c:ID>812 345 676 00017</c:ID></c:PartyIdentification><c:PartyName><c:Name>SAS Charpentes du Bocage</c:Name>"
    "</c:PartyName><c:PostalAddress><c:StreetName>4 rue du Bac</c:StreetName><c:CityName>Vire</c:CityName><c:PostalZone>14500</c:PostalZone>"
    "</c:PostalAddress></c:Party></c:EconomicOperatorParty>"
)
ONE = (
    "<c:Criterion><c:TypeCode>CRITERION.SELECTION.ECONOMIC_FINANCIAL_STANDING.TURNOVER.GENERAL_YEARLY</c:TypeCode><c:Name>Chiffre d'affaires</c:Name>"
    "<c:Requirement><c:ID>y</c:ID><c:Response><c:Quantity>2025</c:Quantity></c:Response></c:Requirement>"
    '<c:Requirement><c:ID>a</c:ID><c:Response><c:Amount currencyID="EUR">550000.5</c:Amount></c:Response></c:Requirement></c:Criterion>'
)
THREE = (
    "<c:TenderingCriterion><c:ID>k</c:ID><c:CriterionTypeCode>gen-year-to</c:CriterionTypeCode><c:Name>Yearly turnover</c:Name>"
    "<c:Group><c:TenderingCriterionProperty><c:ID>p</c:ID><c:Description>Start</c:Description></c:TenderingCriterionProperty>"
    "<c:TenderingCriterionProperty><c:ID>q</c:ID><c:Description>Amount</c:Description></c:TenderingCriterionProperty></c:Group></c:TenderingCriterion>"
    "<c:TenderingCriterionResponse><c:ID>r</c:ID><c:ValidatedCriterionPropertyID>p</c:ValidatedCriterionPropertyID><c:ApplicablePeriod>"
    "<c:StartDate>2025-01-01</c:StartDate><c:EndDate>2025-12-31</c:EndDate></c:ApplicablePeriod></c:TenderingCriterionResponse>"
    "<c:TenderingCriterionResponse><c:ID>s</c:ID><c:ValidatedCriterionPropertyID>q</c:ValidatedCriterionPropertyID><c:ResponseValue>"
    '<c:ResponseAmount currencyID="EUR">550000.5</c:ResponseAmount></c:ResponseValue></c:TenderingCriterionResponse>'
)


def facts(folder: Path, root: str, body: str) -> dict[str, object]:
    """The facts of an invented DUME with this root."""
    path = folder / "upload"
    path.write_bytes(f'<?xml version="1.0"?><c:{root} xmlns:c="{CBC}">{PARTIES}{body}</c:{root}>'.encode())
    (document,) = read(path, "dume.xml")
    return {fact.name: fact.value for fact in extract(document, (Piece("dume", 1.0, 1, 1),))}


def test_a_response_of_the_first_version(tmp_path: Path) -> None:
    found = facts(tmp_path, "ESPDResponse", ONE)
    assert found == {
        "reference": "2027-014", "buyer": "Ville de Valmont", "siret": "81234567600017", "siren": "812345676", "staff": 17,
        "name": "SAS Charpentes du Bocage", "address": "4 rue du Bac, 14500 Vire", "turnover": {"2025": Decimal("550000.5")},
    }  # fmt: skip


def test_a_response_whose_answers_stand_apart_from_the_questions(tmp_path: Path) -> None:
    found = facts(tmp_path, "QualificationApplicationResponse", THREE)
    assert found["turnover"] == {"2025": Decimal("550000.5")} and found["siret"] == "81234567600017"


def test_a_request_says_nothing_of_the_firm(tmp_path: Path) -> None:
    assert facts(tmp_path, "QualificationApplicationRequest", "") == {
        "reference": "2027-014",
        "buyer": "Ville de Valmont",
    }
