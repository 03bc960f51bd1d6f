"""Results of an eForms award notice: per lot, its status, winners, amount and number of tenders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from procurement.identifiers import compact, valid_siren, valid_siret
from procurement.models import Winner
from procurement.sources.eforms.organisations import Organisation
from procurement.sources.envelope import place_of
from procurement.sources.form import price
from procurement.sources.values import dig, dig_all, said, whole

_STATUS = {"selec-w": "awarded", "clos-nw": "unsuccessful", "open-nw": None}
_SMALL = {"micro", "small", "medium", "sme"}


@dataclass(frozen=True, slots=True)
class Result:
    """What is said of one lot."""

    status: str | None = None
    winners: tuple[Winner, ...] = ()
    amount: Decimal | None = None
    offers: int | None = None


def read_results(extension: Any, known: Mapping[str, Organisation]) -> dict[str, Result]:
    """Results by lot id ("LOT-0001"); empty for other notices than awards."""
    node = dig(extension, "efac:NoticeResult")
    tenders = {said(t, "cbc:ID"): t for t in dig_all(node, "efac:LotTender")}
    parties = {said(p, "cbc:ID"): p for p in dig_all(node, "efac:TenderingParty")}
    contracts = {said(c, "cbc:ID"): c for c in dig_all(node, "efac:SettledContract")}
    found: dict[str, Result] = {}
    for item in dig_all(node, "efac:LotResult"):
        lot = said(item, "efac:TenderLot/cbc:ID")
        if lot is None:
            continue
        winning = _winning(item, tenders, contracts)
        winners = [w for tender in winning for w in winners_of_tender(tender, parties, known)]
        amounts = [v for t in winning if (v := price(dig(t, "cac:LegalMonetaryTotal/cbc:PayableAmount")))]
        found[lot] = Result(
            status=_STATUS.get(said(item, "cbc:TenderResultCode") or ""),
            winners=tuple({(w.id, w.name): w for w in winners}.values()),
            amount=amounts[0] if len(amounts) == 1 else None,  # several: a framework, whose amounts do not add up
            offers=offers(item),
        )
    return found


def _winning(item: Any, tenders: Mapping[Any, Any], contracts: Mapping[Any, Any]) -> list[Any]:
    """The tenders of the contracts signed, else the tenders listed; none when no winner was chosen."""
    if said(item, "cbc:TenderResultCode") not in ("selec-w", None):
        return []
    listed = [said(t, "cbc:ID") for t in dig_all(item, "efac:LotTender")]
    signed = [
        said(t, "cbc:ID")
        for c in dig_all(item, "efac:SettledContract")
        for t in dig_all(contracts.get(said(c, "cbc:ID")), "efac:LotTender")
    ]
    chosen = [t for t in listed if t in signed] or (signed if signed else listed)
    return [tenders[key] for key in dict.fromkeys(chosen) if key in tenders]


def winners_of_tender(tender: Any, parties: Mapping[Any, Any], known: Mapping[str, Organisation]) -> list[Winner]:
    """The firms of a tender: one, or the members of a group."""
    party = parties.get(said(tender, "efac:TenderingParty/cbc:ID"))
    found = []
    for tenderer in dig_all(party, "efac:Tenderer"):
        firm = known.get(said(tenderer, "cbc:ID") or "")
        if firm:
            found.append(_winner(firm))
    return found


def _winner(firm: Organisation) -> Winner:
    place = place_of(firm["postcode"], firm["city"]) if firm["country"] in ("FRA", None) else None
    size = firm["size"]
    number = firm["number"]
    return Winner(
        id=number,
        id_type=_kind(number),
        siret=valid_siret(number),
        name=firm["name"],
        commune=place.commune if place else None,
        departement=place.departement if place else None,
        declared_sme=size in _SMALL if size and size != "unknown" else None,
    )


def _kind(number: str | None) -> str | None:
    if valid_siret(number):
        return "SIRET"
    if valid_siren(number):
        return "SIREN"
    return "TVA" if compact(number or "")[:2].isalpha() and number else None


def offers(item: Any) -> int | None:
    """Tenders received (BT-759 « tenders »)."""
    for node in dig_all(item, "efac:ReceivedSubmissionsStatistics"):
        if said(node, "efbc:StatisticsCode") == "tenders":
            return whole(said(node, "efbc:StatisticsNumeric"))
    return None
