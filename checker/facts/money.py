"""The total a file commits to: hors taxes, VAT, toutes taxes comprises, in figures and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.evidence import Evidence
from checker.facts.model import Fact
from checker.facts.prices import table_rows
from checker.facts.quote import LONGEST, evidence
from checker.folding import fold, fold_keeping_length
from checker.pipes.amounts import AMOUNT, value_of
from checker.pipes.number_words import amounts_in_words
from checker.reading.document import Page, Table

PRICED = {"acte_engagement", "dpgf", "dqe", "bpu", "devis", "ae_repartition", "dc4"}
TABLES = {"dpgf", "dqe", "bpu", "devis", "ae_repartition"}
HT = re.compile(r"\b(?:montant|total|prix)?[^\n]{0,40}?\b(?:h\.?\s?t\.?|hors taxes?|hors tva)(?![a-z])")
TTC = re.compile(r"\b(?:ttc|t\.t\.c|toutes taxes|(?<=montant )t[il1]c\b|(?<=total )t[il1]c\b)")  # a scan reads TIC
TVA = re.compile(r"\btva\b|\bt\.v\.a")
PARTIAL = re.compile(
    r"sous[- ]?total|s/total|tranche|variante|pse\b|option|prix unitaire|par an|mensuel|maximum|minimum|report|unitaire|sous-traite"
)
_WHOLE = re.compile(
    r"\btotal\b.{0,30}(?:toutes (?:les )?tranches|tranches confondues)|(?:toutes (?:les )?tranches|tranches confondues).{0,20}\btotal"
)
_BESIDE = re.compile(r"\s{0,2}(?:en )?(?:(?P<ht>h\.? ?t\b|hors taxes?)|t\.? ?t\.? ?c\b|toutes taxes)")
_COMMITS = re.compile(r"total|montant|prix global|s'engage|forfait")
_BARE_HT = re.compile(
    r"\W*(?:en )?(?:h\.? ?t\.?|hors taxes?)\W{0,4}[:\t ] ?\d"
)  # « HT : 4 450,00 € », never « HT » over a column
_NOT_A_TAX = re.compile(r"(?<!tva au )(?<!tva \()(?<!tva )taux|assujetti|intracom|numero|n°")
_RATES = frozenset(map(Decimal, ("20", "10", "8.5", "5.5", "2.1", "0.2", "0.1", "0.06")))
_GRAND = re.compile(r"^(?:montant )?total(?: general| du lot.*| de l'offre| du marche)?$")
_RATE = re.compile(
    r"(?:tva|t\.v\.a\.?)[^%\n\d]{0,40}(\d{1,2}(?:[.,]\d{1,2})?)\s?%|(\d{1,2}(?:[.,]\d)?)\s?%\s*(?:de\s+)?tva"
)


def _name(line: str) -> str | None:
    plain = fold(line)
    if PARTIAL.search(plain) and not _WHOLE.search(plain):
        return None
    if TTC.search(plain):
        return "amount_ttc"
    if TVA.search(plain) and not re.search(r"hors t\.?v\.?a", plain):
        return "vat_amount" if not _NOT_A_TAX.search(plain) else None
    return "amount_ht" if HT.search(plain) and (_COMMITS.search(plain) or _BARE_HT.match(plain)) else None


def _in_table(file: str, page: Page, table: Table) -> Iterator[Fact]:
    header = ""
    for cells in table_rows(table):
        words = " ".join(cell.text for cell in cells if not isinstance(cell.value, Decimal | int | float))
        numbers = [cell.value for cell in cells if isinstance(cell.value, Decimal)]
        numbers = numbers or [value_of(m) for cell in cells if (m := AMOUNT.fullmatch(cell.text.strip()))]
        plain = fold(re.sub(r"[\d€,.:]+", " ", words)).strip()
        if not numbers:
            header = fold(words) if len(cells) > 2 else header
            continue
        name = _name(words) if "total" in plain or "montant" in plain or "tva" in plain else None
        if name is None and _GRAND.match(plain) and HT.search(header):
            name = "amount_ht"
        if name and len(plain) < 120:
            quote = " ".join(cell.text for cell in cells if cell.text)[:LONGEST]
            value = _whole(numbers).quantize(Decimal("0.01"))
            if name != "vat_amount" or value not in _RATES:
                yield Fact(name, value, Evidence(file, page.number, quote), 0.9)


def _whole(numbers: Sequence[Decimal]) -> Decimal:
    """The total of a row: the number that the others of the row add up to (shares of members, of lots), else the last."""
    for number in numbers if len(numbers) > 2 else ():
        if number and abs(sum(numbers) - 2 * number) <= Decimal("0.05"):
            return number
    return numbers[-1]


def money_facts(file: str, kind: str, pages: Sequence[Page]) -> Iterator[Fact]:
    """amount_ht, vat_amount, amount_ttc, vat_rate, amount_words: the last total of a price table, the commitment of a deed."""
    if kind not in PRICED:
        return
    found: dict[str, Fact] = {}
    for page in pages:
        for table in page.tables if kind in TABLES or kind == "acte_engagement" else ():
            for fact in _in_table(file, page, table):
                found[fact.name] = fact
        for fact in _in_lines(file, page):
            if kind != "bpu" and (fact.name not in found or _WHOLE.search(fold(fact.evidence.quote))):
                found[fact.name] = fact
        for fact in _beside(file, page) if kind in ("acte_engagement", "devis") else ():
            found.setdefault(fact.name, fact)
    yield from (fact for fact in found.values() if fact.value)  # a zero is a form nobody filled
    yield from _rate(file, pages)
    if kind in ("acte_engagement", "devis", "dpgf"):
        for page in pages:
            for value, start, end in amounts_in_words(page.text):
                yield Fact("amount_words", value, evidence(file, page, start, end), 0.85)


def _in_lines(file: str, page: Page) -> Iterator[Fact]:
    lines = page.text.splitlines()
    for number, line in enumerate(lines):
        name = _name(line)
        amounts = [
            m
            for m in AMOUNT.finditer(line)
            if (m["unit"] or m["cents"]) and not line[m.end() :].lstrip().startswith("%")
        ]
        if name and not amounts and number + 1 < len(lines) and len(line) < 80 and "taux" not in line.lower():
            amounts = [m for m in AMOUNT.finditer(lines[number + 1]) if m["unit"]]
        if name and len(amounts) == 1:
            yield Fact(name, value_of(amounts[0]), Evidence(file, page.number, line.strip()[:LONGEST]), 0.85)


def _beside(file: str, page: Page) -> Iterator[Fact]:
    """« 12 345,67 € HT, soit 14 814,80 € TTC », and the one row below titles of columns HT, TVA, TTC."""
    lines = page.text.splitlines()
    for number, line in enumerate(lines):
        amounts = [m for m in AMOUNT.finditer(line) if m["unit"] or m["cents"]]
        if len(amounts) < 2 or PARTIAL.search(fold(line)):
            continue
        told = [(m, side) for m in amounts if (side := _BESIDE.match(fold_keeping_length(line), m.end()))]
        titles = _titles(lines, number) if not told and len(amounts) == line.count("\t") else {}
        read = [("amount_ht" if side["ht"] else "amount_ttc", value_of(m)) for m, side in told]
        read += [(name, value_of(m)) for n, m in enumerate(amounts, 1) if (name := titles.get(n))]
        if len({name for name, _ in read}) == len(read) > 1:
            for name, value in read:
                yield Fact(name, value, Evidence(file, page.number, line.strip()[:LONGEST]), 0.8)


def _titles(lines: Sequence[str], number: int) -> dict[int, str]:
    """The names of the columns above a row, when no other row of figures stands below it."""
    cells = [fold(cell) for cell in lines[number - 1].split("\t")] if number else []
    alone = number + 1 >= len(lines) or lines[number + 1].count("\t") != lines[number].count("\t")
    if (
        not cells
        or not alone
        or len(cells) != lines[number].count("\t") + 1
        or any(map(str.isdigit, lines[number - 1]))
    ):
        return {}
    names = (("amount_ttc", TTC), ("vat_amount", TVA), ("amount_ht", re.compile(r"\b(?:h\.?t\.?|hors t)")))
    return {n: next((name for name, words in names if words.search(cell)), "") for n, cell in enumerate(cells)}


def _rate(file: str, pages: Sequence[Page]) -> Iterator[Fact]:
    """The rate of VAT, when the file names only one."""
    rates: dict[Decimal, Fact] = {}
    for page in pages:
        for found in _RATE.finditer(fold_keeping_length(page.text)):
            value = Decimal((found[1] or found[2]).replace(",", "."))
            if value <= 25:
                rates.setdefault(value, Fact("vat_rate", value, evidence(file, page, found.start(), found.end()), 0.85))
    if len(rates) == 1:
        yield from rates.values()
