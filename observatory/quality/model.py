"""What a rule of quality is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from observatory.contracts import Contract


class Effect(StrEnum):
    """What a flag changes: nothing (told only), the amount leaves the sums, or the contract leaves the field."""

    TOLD = "told"
    AMOUNT = "amount"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class Rule:
    """`label` is French; `test` says whether the contract bears the flag."""

    code: str
    label: str
    effect: Effect
    test: Callable[[Contract], bool]
