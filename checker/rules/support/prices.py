"""Amounts announced by the pieces of a bid, and how they compare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checker.evidence import Evidence
from checker.facts.model import Fact, ReadFile
from checker.pipes.amounts import AMOUNT, value_of
from checker.rules.model import Dossier
from checker.rules.support.reading import as_amount, blurred, facts, holders
from checker.rules.support.texts import asked


@dataclass(frozen=True, slots=True)
class Priced:
    """A piece that announces amounts without tax, the surest first."""

    file: ReadFile
    kind: str
    facts: tuple[Fact, ...]
    amounts: tuple[Decimal, ...]


def priced(dossier: Dossier, kinds: Iterable[str]) -> list[Priced]:
    """The pieces of these kinds that carry an amount above zero."""
    found = []
    for kind in kinds:
        for file in holders(dossier, (kind,)):
            read = [(fact, as_amount(fact)) for fact in facts(file, kind, "amount_ht")]
            good = [(fact, amount) for fact, amount in read if amount]
            if good:
                found.append(Priced(file, kind, tuple(fact for fact, _ in good), tuple(amount for _, amount in good)))
    return found


def same_lot(dossier: Dossier, one: Priced, other: Priced) -> bool:
    """Whether two pieces may concern the same lot; a piece without lot concerns the only one."""
    if one.file.name == other.file.name:
        return False
    if one.file.lot and other.file.lot:
        return one.file.lot == other.file.lot
    return len(dossier.lots) < 2


def compare(deed: Priced, others: Sequence[Priced], tolerance: Decimal) -> str:
    """same, different, or unclear when several amounts or an image leave a doubt."""
    amounts = [amount for other in others for amount in other.amounts]
    total = sum((other.amounts[0] for other in others), Decimal(0))
    if any(abs(ours - theirs) <= tolerance for ours in deed.amounts for theirs in [*amounts, total]):
        return "same"
    several = len(others) > 1 or len(set(deed.amounts)) > 2 or len(set(others[0].amounts)) > 3
    image = any(one.file.document.text_source == "ocr" and not adds_up(one) for one in (deed, others[0]))
    faint = min(deed.facts[0].confidence, others[0].facts[0].confidence) < 0.6
    far = not Decimal("0.5") < deed.amounts[0] / others[0].amounts[0] < 2
    return "unclear" if several or image or faint or far else "different"


def adds_up(piece: Priced) -> bool:
    """Whether an image that reads well gives an amount, its tax and their sum: no figure of it was misread."""
    tax, gross = (
        [amount for fact in facts(piece.file, piece.kind, name) if (amount := as_amount(fact))]
        for name in ("vat_amount", "amount_ttc")
    )
    return not blurred(piece.file) and any(a + b == c for a in piece.amounts for b in tax for c in gross)


def stated_amounts(dossier: Dossier, pattern: str, unless: str | None = None) -> list[tuple[Decimal, Evidence]]:
    """The amounts in euros that the buyer's documents write in the passages that match `pattern` and not `unless`."""
    found = []
    for block, match in asked(dossier, pattern, unless=unless):
        amounts = [value_of(one) for one in AMOUNT.finditer(block.text) if one["unit"]]
        if amounts and match:
            found.append((max(amounts), block.evidence()))
    return found
