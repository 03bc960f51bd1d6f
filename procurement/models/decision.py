"""What an attribution notice decides of lots: to whom, for how much, or why nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from procurement.models.award import Winner


class Outcome(StrEnum):
    """How the procedure ended for the lots of a decision."""

    AWARDED = "awarded"
    UNSUCCESSFUL = "unsuccessful"  # infructueux
    CANCELLED = "cancelled"  # sans suite
    PRIZE = "prize"  # concours: a prize is not a contract
    INTENDED = "intended"  # transparence ex ante volontaire: nothing is signed yet


@dataclass(frozen=True, slots=True)
class Decision:
    """One contract, or the lots nobody won. `lots` is empty when the procedure is not allotted.

    `amount` is in euros hors taxes, once for the whole decision, never a sum over winners; None when the notice gives none or only a
    range. `amount_nature` says what it is: `contract` or `framework_maximum`; `range` when only a range is given.
    `concluded` is the day of the contract, else of the decision to award it. `offers_received` counts the tenders of these lots.
    """

    lots: tuple[str, ...] = ()
    outcome: Outcome | None = None
    winners: tuple[Winner, ...] = ()
    title: str | None = None
    contract: str | None = None  # number the buyer gave to the contract
    amount: Decimal | None = None
    amount_nature: str | None = None
    concluded: date | None = None
    offers_received: int | None = None
    framework: bool = False
    concession: bool = False
    without_call: bool = False  # negotiated without publication of a call
