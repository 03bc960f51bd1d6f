"""From an eForms notice (UBL as dict) to a `Form`; the field numbers BT-… are those of regulation (EU) 2019/1780."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from procurement.models import Lot, NoticeKind
from procurement.sources.eforms.criteria import lot_criteria
from procurement.sources.eforms.decided import decided
from procurement.sources.eforms.organisations import french, organisations, place_in
from procurement.sources.eforms.results import Result, read_results
from procurement.sources.envelope import place_of
from procurement.sources.form import Form, cpv_codes, price, social_in
from procurement.sources.readable import readable
from procurement.sources.values import amount, dig, dig_all, local_time, said, text

EXTENSION = "ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension"
_PROCEDURES = {
    "open": "AOO",
    "restricted": "AOR",
    "neg-w-call": "PROC_NEGO",
    "neg-wo-call": "PROC_NEGO",
    "comp-dial": "DIALOGUE",
    "comp-tend": "PROC_NEGO",
    "oth-single": "MAPA",
    "oth-mult": "MAPA",
    "innovation": "AUTRE",
}
_TYPES = {"works": "travaux", "supplies": "fournitures", "services": "services"}
_MONTHS = {
    "MONTH": Decimal(1),
    "YEAR": Decimal(12),
    "DAY": Decimal(12) / Decimal(365),
    "WEEK": Decimal(84) / Decimal(365),
}


def notice_root(node: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Name and content of the notice: the dict itself, or the one key that ends with « Notice »."""
    for key, value in node.items():
        if key.endswith("Notice") and isinstance(value, Mapping):
            return key, value
    return "", node


def read_eforms(node: Mapping[str, Any]) -> Form:
    """What an eForms notice says."""
    name, root = notice_root(node)
    extension = dig(root, EXTENSION) or {}
    known = organisations(extension)
    buyer = known.get(said(root, "cac:ContractingParty/cac:Party/cac:PartyIdentification/cbc:ID") or "", {})
    project, lots = dig(root, "cac:ProcurementProject") or {}, dig_all(root, "cac:ProcurementProjectLot")
    results = read_results(extension, known)
    words = readable(
        project,
        [dig_all(lot, "cac:ProcurementProject") for lot in lots],
        [dig_all(lot, "cac:TenderingTerms") for lot in lots],
        dig(root, "cac:TenderingTerms"),
    )
    form = Form(
        title=french(dig_all(project, "cbc:Name")),
        description=french(dig_all(project, "cbc:Description")),
        reference=said(project, "cbc:ID"),
        buyer_name=buyer.get("name"),
        buyer_number=buyer.get("number"),
        buyer_place=place_of(buyer.get("postcode"), buyer.get("city"), None, buyer.get("nuts")),
        profile_url=said(root, "cac:ContractingParty/cbc:BuyerProfileURI"),
        place=place_in(
            dig(project, "cac:RealizedLocation") or dig(lots, "cac:ProcurementProject/cac:RealizedLocation")
        ),
        text=words,
        awarded=name.startswith("ContractAward"),
        kind=kind_of_notice(node),
        official_id=said(extension, "efac:Publication/efbc:NoticePublicationID") or said(root, "cbc:ID"),
        related=_related(root, extension),
        procedure=_procedure(root),
    )
    _add_terms(form, project, lots, results)
    form.decisions = decided(root, extension, lots, known)
    form.procedure_id = said(root, "cbc:ContractFolderID")
    form.amount = _amount(project) or price(dig(extension, "efac:NoticeResult/cbc:TotalAmount"))
    return form


def _add_terms(form: Form, project: Any, lots: list[Any], results: Mapping[str, Result]) -> None:
    form.deadline = _deadline(lots)
    form.contract_type = _TYPES.get(said(project, "cbc:ProcurementTypeCode") or "")
    form.cpv = _cpv(project, *[dig(lot, "cac:ProcurementProject") for lot in lots])
    form.lots = tuple(_lot(lot, results) for lot in lots) if len(lots) > 1 else ()
    form.criteria = tuple(c for lot in lots for c in lot_criteria(lot, len(lots) > 1))
    form.duration_months = _duration(lots)
    form.variants_allowed = _variants(lots)
    form.social_clause = _social(lots) or social_in(form.text)
    form.reserved = _reserved(lots)
    form.conditions = tuple(dict.fromkeys(c for lot in lots for c in _conditions(lot)))
    form.winners = tuple({(w.id, w.name): w for r in results.values() for w in r.winners}.values())
    form.offers_received = next(iter(results.values())).offers if len(results) == 1 else None


def kind_of_notice(node: Mapping[str, Any]) -> NoticeKind:
    """The kind from the form type (BT-03), a change notice (BT-758) and a cancellation (BT-142/144) first."""
    name, root = notice_root(node)
    extension = dig(root, EXTENSION)
    if dig(extension, "efac:Changes/efbc:ChangedNoticeIdentifier") is not None or dig(
        extension, "efac:Changes/efac:Change"
    ):
        return NoticeKind.CORRECTION
    code = said(root, "cbc:NoticeTypeCode") or ""
    form = said(dig(root, "cbc:NoticeTypeCode"), "@listName") or ""
    if code.startswith("can-modif") or form == "cont-modif":
        return NoticeKind.AMENDMENT
    by_form = {
        "competition": NoticeKind.CALL,
        "planning": NoticeKind.PRIOR,
        "result": NoticeKind.AWARD,
        "change": NoticeKind.CORRECTION,
    }
    by_name = (
        ("ContractAward", NoticeKind.AWARD),
        ("PriorInformation", NoticeKind.PRIOR),
        ("ContractNotice", NoticeKind.CALL),
    )
    fallback = next((kind for start, kind in by_name if name.startswith(start)), NoticeKind.OTHER)
    return by_form.get(form, fallback)


def _cpv(*projects: Any) -> tuple[str, ...]:
    path = "cbc:ItemClassificationCode"
    return cpv_codes(
        *(
            said(n, path)
            for p in projects
            for n in (
                *dig_all(p, "cac:MainCommodityClassification"),
                *dig_all(p, "cac:AdditionalCommodityClassification"),
            )
        )
    )


def _deadline(lots: list[Any]) -> datetime | None:
    """The earliest deadline of the lots (BT-131 tenders, else BT-1311 requests), in the notice's own clock time."""
    found = []
    for lot in lots:
        for period in ("cac:TenderSubmissionDeadlinePeriod", "cac:ParticipationRequestReceptionPeriod"):
            node = dig(lot, f"cac:TenderingProcess/{period}")
            dom, hour = said(node, "cbc:EndDate"), said(node, "cbc:EndTime")
            when = local_time(f"{dom[:10]}T{hour[:5]}") if dom and hour else None
            if when:
                found.append(when)
                break
    return min(found, default=None)


def _procedure(root: Mapping[str, Any]) -> str | None:
    code = said(root, "cac:TenderingProcess/cbc:ProcedureCode")
    return _PROCEDURES.get(code, "AUTRE") if code else None


def _amount(project: Any) -> Decimal | None:
    return price(dig(project, "cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount"))


def _duration(lots: list[Any]) -> Decimal | None:
    found = []
    for lot in lots:
        node = dig(lot, "cac:ProcurementProject/cac:PlannedPeriod/cbc:DurationMeasure")
        months, unit = amount(text(node)), said(node, "@unitCode")
        if months is not None and unit in _MONTHS:
            found.append((months * _MONTHS[unit]).quantize(Decimal("0.1")).normalize())
    return max(found, default=None)


def _variants(lots: list[Any]) -> bool | None:
    codes = {said(lot, "cac:TenderingTerms/cbc:VariantConstraintCode") for lot in lots} - {None}
    if not codes:
        return None
    return bool(codes & {"allowed", "required"})


def _reserved(lots: list[Any]) -> bool | None:
    path = "cac:TenderingTerms/cac:TendererQualificationRequest/cac:SpecificTendererRequirement"
    nodes = [
        n
        for lot in lots
        for n in dig_all(lot, path)
        if said(dig(n, "cbc:TendererRequirementTypeCode"), "@listName") == "reserved-procurement"
    ]
    # The code « none » reads as silence through `said`: what remains are reservations.
    return any(said(n, "cbc:TendererRequirementTypeCode") for n in nodes) if nodes else None


def _social(lots: list[Any]) -> bool | None:
    """True when a lot pursues a social objective (BT-06, BT-775)."""
    path = "cac:ProcurementProject/cac:ProcurementAdditionalType/cbc:ProcurementTypeCode"
    nodes = [n for lot in lots for n in dig_all(lot, path)]
    objectives = [text(n) for n in nodes if said(n, "@listName") == "social-objective"]
    strategic = [text(n) for n in nodes if said(n, "@listName") == "strategic-procurement"]
    return True if "soc-obj" in strategic or any(objectives) else None


def _conditions(lot: Any) -> list[str | None]:
    terms = dig(lot, "cac:TenderingTerms")
    paths = (
        "cac:TendererQualificationRequest/cac:SpecificTendererRequirement/cbc:Description",
        "cac:TendererQualificationRequest/cbc:CompanyLegalForm",
        "cac:ContractExecutionRequirement/cbc:Description",
        "cac:RequiredFinancialGuarantee/cbc:Description",
    )
    return [french([node]) for path in paths for node in dig_all(terms, path)]


def _lot(node: Any, results: Mapping[str, Result]) -> Lot:
    project = dig(node, "cac:ProcurementProject") or {}
    number = said(node, "cbc:ID") or "1"
    told = results.get(number) or Result()
    return Lot(
        number=number.removeprefix("LOT-").lstrip("0") or "0",
        title=french(dig_all(project, "cbc:Name")) or number,
        description=french(dig_all(project, "cbc:Description")),
        cpv=_cpv(project),
        amount=told.amount or _amount(project),
        place=place_in(dig(project, "cac:RealizedLocation")),
        reserved=_reserved([node]),
        social_clause=_social([node]),
        status=told.status,
        winners=told.winners,
        offers_received=told.offers,
    )


def _related(root: Any, extension: Any) -> tuple[str, ...]:
    written = [
        said(extension, "efac:Changes/efbc:ChangedNoticeIdentifier"),
        said(root, "cac:TenderingProcess/cac:NoticeDocumentReference/cbc:ID"),
    ]
    return tuple(dict.fromkeys(f"ted:{number}" for number in written if number))
