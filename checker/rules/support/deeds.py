"""The amounts an acte d'engagement writes: in figures, in words, with their tax."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.folding import fold
from checker.pipes.amounts import AMOUNT, value_of
from checker.rules.support.forms import fields
from checker.rules.support.reading import as_amount, facts
from checker.rules.support.spelled import amount_spelled
from checker.rules.support.texts import pages_of, said


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
