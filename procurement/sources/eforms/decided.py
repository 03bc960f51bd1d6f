"""The decisions of an eForms result notice: lot results, settled contracts and tenders put together, one per contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from procurement.models import Decision, Outcome, Winner
from procurement.sources.decided import settle, single
from procurement.sources.eforms.organisations import Organisation, french
from procurement.sources.eforms.results import offers, winners_of_tender
from procurement.sources.form import euros
from procurement.sources.values import day, dig, dig_all, said
from procurement.winners import winner_key

_STOPPED = {"chan-need", "ins-fund", "rev-body", "rev-buyer", "tch-pro-error"}  # BT-144: the buyer gave up
_CONCESSIONS = {"28", "32", "35"}  # notice subtypes of regulation (EU) 2019/1780
_CONTESTS = {"36", "37"}
_INTENTIONS = {"25", "26", "27", "28"}
_FRAMEWORK = "cac:TenderingProcess/cac:ContractingSystem/cbc:ContractingSystemTypeCode"


@dataclass(frozen=True, slots=True)
class _Notice:
    """What the parts of a result notice refer to by their technical ids."""

    tenders: Mapping[str | None, Any]
    parties: Mapping[str | None, Any]
    contracts: Mapping[str | None, Any]
    known: Mapping[str, Organisation]
    frameworks: frozenset[str]
    subtype: str
    without_call: bool
    allotted: bool

    def outcome(self, outcome: Outcome) -> Outcome:
        """A winner of a contest holds a prize, one of a voluntary ex ante notice nothing yet."""
        if outcome is Outcome.AWARDED and self.subtype in _CONTESTS:
            return Outcome.PRIZE
        return Outcome.INTENDED if outcome is Outcome.AWARDED and self.subtype in _INTENTIONS else outcome

    def lots(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Numbers of lots; none when the procedure is not allotted."""
        return tuple(one.removeprefix("LOT-").lstrip("0") or "0" for one in ids) if self.allotted else ()


def decided(root: Any, extension: Any, lots: list[Any], known: Mapping[str, Organisation]) -> tuple[Decision, ...]:
    """The decisions of a notice; empty for other notices than results."""
    node = dig(extension, "efac:NoticeResult")
    told = _Notice(
        tenders={said(t, "cbc:ID"): t for t in dig_all(node, "efac:LotTender")},
        parties={said(p, "cbc:ID"): p for p in dig_all(node, "efac:TenderingParty")},
        contracts={said(c, "cbc:ID"): c for c in dig_all(node, "efac:SettledContract")},
        known=known,
        frameworks=frozenset(said(lot, "cbc:ID") or "" for lot in lots if _is_framework(lot)),
        subtype=(said(extension, "efac:NoticeSubType/cbc:SubTypeCode") or "").lstrip("0"),
        without_call=said(root, "cac:TenderingProcess/cbc:ProcedureCode") == "neg-wo-call",
        allotted=len(lots) > 1,
    )
    results = {key: item for item in dig_all(node, "efac:LotResult") if (key := said(item, "efac:TenderLot/cbc:ID"))}
    found = [*_signed(told, results), *_others(told, results)]
    return settle(found, euros(dig(node, "cbc:TotalAmount")))


def _is_framework(lot: Any) -> bool:
    nodes = [n for n in dig_all(lot, _FRAMEWORK) if said(n, "@listName") in ("framework-agreement", None)]
    return any(said(n, "#text") not in ("none", None) for n in nodes)


def _won(item: Any) -> bool:
    return said(item, "cbc:TenderResultCode") in ("selec-w", None)


def _signed(told: _Notice, results: Mapping[str, Any]) -> Iterator[Decision]:
    """One decision per settled contract, with every lot whose result names it."""
    for key, contract in told.contracts.items():
        of = [lot for lot, item in results.items() if _won(item) and key in _ids(item, "efac:SettledContract")]
        if of:
            tenders = _ids(contract, "efac:LotTender") or [
                t for lot in of for t in _ids(results[lot], "efac:LotTender")
            ]
            yield _awarded(told, of, [results[lot] for lot in of], tenders, contract)


def _others(told: _Notice, results: Mapping[str, Any]) -> Iterator[Decision]:
    """Lots without a contract in the notice: won all the same, or by nobody; one still open is not decided."""
    for lot, item in results.items():
        if _won(item):
            if not any(key in told.contracts for key in _ids(item, "efac:SettledContract")):
                yield _awarded(told, [lot], [item], _best(told, _ids(item, "efac:LotTender")), None)
        elif said(item, "cbc:TenderResultCode") == "clos-nw":
            reason = said(item, "efac:DecisionReason/efbc:DecisionReasonCode")
            outcome = Outcome.CANCELLED if reason in _STOPPED else Outcome.UNSUCCESSFUL
            yield Decision(told.lots([lot]), outcome, offers_received=offers(item))


def _ids(node: Any, name: str) -> list[str]:
    return [key for part in dig_all(node, name) if (key := said(part, "cbc:ID"))]


def _best(told: _Notice, ids: list[str]) -> list[str]:
    """The tenders ranked first when ranks are given, else all those listed."""
    first = [key for key in ids if said(told.tenders.get(key), "cbc:RankCode") == "1"]
    return first or ids


def _awarded(told: _Notice, lots: list[str], items: list[Any], ids: list[str], contract: Any) -> Decision:
    tenders = [told.tenders[key] for key in dict.fromkeys(ids) if key in told.tenders]
    winners: list[Winner] = [w for tender in tenders for w in winners_of_tender(tender, told.parties, told.known)]
    framework = any(lot in told.frameworks for lot in lots)
    value, nature = _amount(items, tenders, framework)
    counts = [n for item in items if (n := offers(item)) is not None]
    return Decision(
        lots=told.lots(lots),
        outcome=told.outcome(Outcome.AWARDED) if winners or contract is not None else None,
        winners=tuple({winner_key(w): w for w in winners}.values()),
        title=french(dig_all(contract, "cbc:Title")),
        contract=said(contract, "efac:ContractReference/cbc:ID"),
        amount=value,
        amount_nature=nature,
        concluded=day(said(contract, "cbc:IssueDate")) or day(said(contract, "cbc:AwardDate")),
        offers_received=counts[0] if len(counts) == 1 else None,
        framework=framework,
        concession=told.subtype in _CONCESSIONS,
        without_call=told.without_call,
    )


def _amount(items: list[Any], tenders: list[Any], framework: bool) -> tuple[Decimal | None, str | None]:
    """The maximum of a framework when it is stated; else the tenders retained: added over lots, never within one lot."""
    if framework:
        caps = [euros(dig(item, "efac:FrameworkAgreementValues/cbc:MaximumValueAmount")) for item in items]
        known = [cap for cap in caps if cap is not None]
        if known and len(known) == len(caps):
            return sum(known, Decimal(0)), "framework_maximum"
    by_lot: dict[str | None, list[Decimal | None]] = {}
    for tender in tenders:
        value = euros(dig(tender, "cac:LegalMonetaryTotal/cbc:PayableAmount"))
        by_lot.setdefault(said(tender, "efac:TenderLot/cbc:ID"), []).append(value)
    values = [single(found) for found in by_lot.values()]
    kept = [value for value in values if value is not None]
    if kept and len(kept) == len(values):
        return sum(kept, Decimal(0)), "contract"
    return None, "range" if any(value is not None for found in by_lot.values() for value in found) else None
