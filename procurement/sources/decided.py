"""What attribution forms of every source share: one decision per contract, each counted once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from procurement.models import Decision, Outcome
from procurement.winners import winner_key

_LOT = re.compile(r"(?i)^(?:lot\s*)?(?:n\s*[°ºo]\.?\s*)?0*(\d{1,3}[a-z]?)$")


def lots_of(written: str | None) -> tuple[str, ...]:
    """The lots a cell names ("1", "Lot 02", "3, 4 et 5"); the cell itself when it is no list of numbers."""
    if not written:
        return ()
    pieces = [piece.strip() for piece in re.split(r"[,;/&+]|\bet\b", written) if piece.strip()]
    found = [m.group(1) if (m := _LOT.match(piece)) else None for piece in pieces]
    whole = tuple(dict.fromkeys(number or "" for number in found))
    return whole if all(found) else (" ".join(written.split()),)


def single(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The amount that all those given agree on; None when they differ: they neither add up nor choose themselves."""
    known = {amount for amount in amounts if amount is not None}
    return known.pop() if len(known) == 1 else None


def settle(decisions: Sequence[Decision], total: Decimal | None = None) -> tuple[Decision, ...]:
    """The decisions, one per contract.

    A framework agreement signed with several firms for the same lots is one contract of several winners. The same contract
    repeated under each lot it covers (same number, winners and amount) is one. `total` (of the whole notice) is the amount of
    the only contract when that contract states none.
    """
    found = _repeated(_frameworks(decisions))
    awarded = [one for one in found if one.outcome is Outcome.AWARDED]
    if total is not None and len(awarded) == 1 and awarded[0].amount is None and awarded[0].amount_nature is None:
        found = [replace(one, amount=total, amount_nature="contract") if one is awarded[0] else one for one in found]
    return tuple(found)


def _frameworks(decisions: Iterable[Decision]) -> list[Decision]:
    found: dict[object, Decision] = {}
    for rank, one in enumerate(decisions):
        shared = one.framework and one.outcome is Outcome.AWARDED
        key = (one.lots or one.title) if shared else rank
        found[key] = _together(found[key], one) if key in found else one
    return list(found.values())


def _together(first: Decision, other: Decision) -> Decision:
    natures = {one.amount_nature for one in (first, other)} - {None}
    amount = single([first.amount, other.amount])
    differ = amount is None and not (first.amount is None and other.amount is None)
    return replace(
        first,
        winners=tuple({winner_key(w): w for w in (*first.winners, *other.winners)}.values()),
        amount=amount,
        amount_nature="range" if differ else next(iter(natures), None),
        concluded=max(filter(None, (first.concluded, other.concluded)), default=None),
        offers_received=max((n for n in (first.offers_received, other.offers_received) if n is not None), default=None),
        contract=first.contract if first.contract == other.contract else None,
    )


def _repeated(decisions: Iterable[Decision]) -> list[Decision]:
    found: dict[object, Decision] = {}
    for rank, one in enumerate(decisions):
        told = one.contract and one.amount is not None and one.outcome is Outcome.AWARDED
        names = frozenset(map(winner_key, one.winners))
        key = (one.contract, names, one.amount, one.concluded) if told else rank
        if key in found:
            lots = tuple(dict.fromkeys((*found[key].lots, *one.lots)))
            found[key] = replace(found[key], lots=lots)
        else:
            found[key] = one
    return list(found.values())
