"""The decisions of a TED_EXPORT attribution notice (section V), one per contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from procurement.models import Decision, Outcome
from procurement.sources.decided import lots_of, settle
from procurement.sources.form import euros
from procurement.sources.ted.awards import winners_of
from procurement.sources.values import day, dig, dig_all, has, said, whole

_CONCESSIONS = ("F23", "F25")
_INTENTIONS = ("F15",)
_CONTESTS = ("F13",)
_NODES = ("AWARD_CONTRACT", "RESULTS", "AWARD_OF_CONTRACT")


def decided(name: str, form: Mapping[str, Any]) -> tuple[Decision, ...]:
    """The decisions of the form `name` (F03, F06…); empty for other notices than attributions."""
    nodes = next((found for key in _NODES if (found := dig_all(form, key))), [])
    how = form.get("PROCEDURE") or {}
    framework = has(how, "FRAMEWORK")
    without_call = any("WITHOUT" in key for key in how if isinstance(key, str) and key.startswith("PT_"))
    found = [_decision(name[:3], node, framework, without_call) for node in nodes]
    return settle(found, euros(dig(form, "OBJECT_CONTRACT/VAL_TOTAL")))


def _decision(name: str, node: Any, framework: bool, without_call: bool) -> Decision:
    told = dig(node, "AWARDED_CONTRACT") or dig(node, "AWARDED_PRIZE") or {}
    outcome = _outcome(name, node, bool(told))
    value, nature = _amount(told)
    return Decision(
        lots=tuple(dict.fromkeys(lot for cell in _cells(node) for lot in lots_of(cell))),
        outcome=outcome,
        winners=tuple(winners_of(node)) if outcome not in (Outcome.UNSUCCESSFUL, Outcome.CANCELLED) else (),
        title=said(node, "TITLE/P", "TITLE"),
        contract=said(node, "CONTRACT_NO"),
        amount=value,
        amount_nature=nature,
        concluded=day(said(told, "DATE_CONCLUSION_CONTRACT")),
        offers_received=whole(said(told, "TENDERS/NB_TENDERS_RECEIVED", "NB_TENDERS_RECEIVED")),
        framework=framework,
        concession=name in _CONCESSIONS,
        without_call=without_call,
    )


def _cells(node: Any) -> Iterator[str]:
    for cell in dig_all(node, "LOT_NO"):
        if words := said({"n": cell}, "n"):
            yield words


def _outcome(name: str, node: Any, told: bool) -> Outcome | None:
    if has(node, "NO_AWARDED_CONTRACT") or has(node, "NO_AWARDED_PRIZE"):
        stopped = has(node, "NO_AWARDED_CONTRACT/PROCUREMENT_DISCONTINUED")
        return Outcome.CANCELLED if stopped else Outcome.UNSUCCESSFUL
    if name in _CONTESTS:
        return Outcome.PRIZE
    if name in _INTENTIONS:
        return Outcome.INTENDED
    return Outcome.AWARDED if told or next(iter(winners_of(node)), None) else None


def _amount(told: Any) -> tuple[Any, str | None]:
    """The value of the contract and its nature; the lowest and highest tender are a range, not a value."""
    for path in ("VALUES/VAL_TOTAL", "VAL_TOTAL"):
        if (value := euros(dig(told, path))) is not None:
            return value, "contract"
    return None, "range" if has(told, "VALUES/VAL_RANGE_TOTAL") or has(told, "VAL_RANGE_TOTAL") else None
