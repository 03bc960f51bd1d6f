"""Amounts announced by the pieces of a bid, and how they compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checker.evidence import Evidence
from checker.facts.model import Fact, ReadFile
from checker.folding import fold
from checker.pipes.amounts import AMOUNT, value_of
from checker.rules.model import Dossier
from checker.rules.support.forms import fields
from checker.rules.support.reading import as_amount, facts, holders
from checker.rules.support.spelled import amount_spelled
from checker.rules.support.texts import asked, pages_of, said


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
    image = "ocr" in {deed.file.document.text_source, others[0].file.document.text_source}
    faint = min(deed.facts[0].confidence, others[0].facts[0].confidence) < 0.6
    far = not Decimal("0.5") < deed.amounts[0] / others[0].amounts[0] < 2
    return "unclear" if several or image or faint or far else "different"


def figures(file: ReadFile) -> tuple[set[Decimal], bool]:
    """The amounts in figures of an acte d'engagement, and whether they are sure: typed, or read on an image and adding up."""
    named = {name: [as_amount(one) for one in facts(file, "acte_engagement", name)] for name in _TOTALS}
    found = {amount for amounts in named.values() for amount in amounts if amount}
    for page in pages_of(file, "acte_engagement"):
        found |= {value_of(m) for m in AMOUNT.finditer(page.text) if m["cents"] or m["unit"]}
    adds_up = any(a + b in found for a in found for b in found if a > b)
    return found, file.document.text_source == "layer" or adds_up


TAXED = ("acte_engagement", "devis")  # totals of price tables are the matter of F03


def taxed(file: ReadFile, kind: str) -> list[list[Decimal]]:
    """The amounts before tax, of tax, and with tax that a piece states; tax may be zero."""
    read = [[as_amount(one) for one in facts(file, kind, name)] for name in _TOTALS]
    return [
        [amount for amount in amounts if amount is not None and (amount or number == 1)]
        for number, amounts in enumerate(read)
    ]


def agree(net: Decimal, tax: Decimal, gross: Decimal, rates: Sequence[Decimal], cents: Decimal) -> bool:
    """Whether one usual rate explains two of the three amounts: the reading is right, the third is wrong."""
    return any(
        min(abs(net * rate / 100 - tax), abs(net * (1 + rate / 100) - gross), abs((gross - tax) * rate / 100 - tax))
        <= cents
        for rate in rates
        if rate
    )


_IN_PROSE = r"(?:somme de|en (?:toutes )?lettres\W{1,3}|soit )\s*((?:[a-z]+[ \-]){1,18}euros?(?: et (?:[a-z]+[ \-]){1,6}centimes?)?)"
_TOTALS = ("amount_ht", "vat_amount", "amount_ttc")


def spelled_amounts(file: ReadFile) -> Iterator[tuple[str, Decimal | None, Evidence]]:
    """The amounts an acte d'engagement spells in words: the words, the euros (None: not understood), the place."""
    seen: set[str] = set()
    given = [(found[1], place) for place, found in said(file, _IN_PROSE, "acte_engagement")]
    written = [
        (one.value, one.evidence) for one in fields(file, "acte_engagement") if "lettre" in one.label and not one.blank
    ]
    for words, evidence in [*given, *written]:
        amount = amount_spelled(words)
        if fold(words) not in seen and not any(letter.isdigit() for letter in words) and len(words) > 3:
            seen.add(fold(words))
            yield words, amount, evidence


def vat_rates(file: ReadFile) -> Iterator[tuple[Decimal, Evidence]]:
    """The VAT rates a piece writes beside the words « taux » or « TVA »."""
    seen: set[Decimal] = set()
    for evidence, found in said(file, r"\b(?:taux|tva)\b[^\n%\d]{0,40}(\d{1,2}(?:[.,]\d{1,2})?) ?%", file.kind):
        rate = Decimal(found[1].replace(",", "."))
        if rate not in seen:
            seen.add(rate)
            yield rate, evidence


def stated_amounts(dossier: Dossier, pattern: str, unless: str | None = None) -> list[tuple[Decimal, Evidence]]:
    """The amounts in euros that the buyer's documents write in the passages that match `pattern` and not `unless`."""
    found = []
    for block, match in asked(dossier, pattern, unless=unless):
        amounts = [value_of(one) for one in AMOUNT.finditer(block.text) if one["unit"]]
        if amounts and match:
            found.append((max(amounts), block.evidence()))
    return found
