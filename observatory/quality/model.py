"""What a rule of quality is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Effect(StrEnum):
    """What a flag changes: nothing (told only), the amount leaves the sums, or the contract leaves the field."""

    TOLD = "told"
    AMOUNT = "amount"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class Rule:
    """`label` is French; `sql` says whether a contract bears the flag (NULL is no), over the columns of `judged`:

    those of its last record (see records.py), `contract`, `records`, `amounts`, `dates`, `repeats`, `copy_of`, `said`
    (flags the source bears), `winners`, `without_siret`, `buyer_valid` and `threshold` (European, of its year).
    """

    code: str
    label: str
    effect: Effect
    sql: str
