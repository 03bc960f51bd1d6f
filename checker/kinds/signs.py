"""Traits of a page that are not words of a title: an account block, the columns of a price table, prose, a table of dates."""

from __future__ import annotations

import re
from functools import cache

from checker.folding import fold_keeping_length
from checker.reading.document import Document, Page

SHEETS = ("csv", "spreadsheet", "excel", "sheet")
_IBAN = re.compile(r"\b[a-z]{2}\s?\d{2}(?:\s?[0-9a-z]{4}){5}\s?[0-9a-z]{1,3}\b")
_ACCOUNT = re.compile(r"\b\d{5}\s+\d{5}\s+[0-9a-z]{11}\s+\d{2}\b|code (?:banque|guichet)|cle rib")
_ESPD = re.compile(r"qualif(?:ying|ication)application|espdrequest|espdresponse|urn:grow:names:specification:ubl")
_COLUMNS = {
    "price": r"prix unitaire|\bp\.? ?u\.?\b|\bpu\b|prix h\.?t|prix en euro|taux|tarif|cout unitaire|prix u\.|unit price",
    "quantity": r"quantit|\bqte\b|\bqt\b|\bq\b|nombre|\bnb\b|\bnbre\b|jours|heures",
    "amount": r"montant|total|prix global|prix forfaitaire|produit",
    "thing": r"designation|libelle|description|prestation|nature|article|objet|element|ouvrage|n° (?:de )?prix",
    "client": r"maitre d.ouvrage|maitrise d.ouvrage|client|acheteur|donneur d.ordre|collectivite|beneficiaire|destinataire",
    "when": r"annee|\bdate|periode|duree|realise en|exercice",
    "begin": r"\bdebut|demarrage|\bdu\b",
    "end": r"\bfin\b|achevement|\bau\b|duree",
}
_ENGLISH = frozenset(
    ["the", "of", "and", "with", "for", "is", "are", "to", "in", "this", "by", "from", "or", "as", "be"]
)
_FRENCH = frozenset(
    [
        "le",
        "la",
        "les",
        "de",
        "des",
        "du",
        "et",
        "en",
        "un",
        "une",
        "pour",
        "par",
        "dans",
        "est",
        "sur",
        "avec",
        "au",
        "aux",
    ]
)
_PERIOD = re.compile(
    r"^\W*(?:depuis |de |janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)?\D{0,12}(?:19|20)\d{2}\b"
)
_WEEK = re.compile(r"\b(?:s|sem\.?|semaine|m|mois|j)\s?\d{1,2}\b")
_DATE = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b")


@cache
def _column(name: str) -> re.Pattern[str]:
    return re.compile(_COLUMNS[name])


def _has(line: str, *names: str) -> bool:
    return all(_column(name).search(line) for name in names)


def _is_header(line: str) -> bool:
    """A row of column titles: several cells, few digits."""
    parts = [part for part in re.split(r"\t|  +", line.strip()) if part.strip()]
    return len(parts) >= 3 and sum(map(str.isdigit, line)) <= 12 and len(line) < 400


def is_sheet(document: Document) -> bool:
    """Whether the file is a workbook or a table of values."""
    return any(word in document.media_type for word in SHEETS)


def signs(document: Document, page: Page) -> frozenset[str]:
    """The traits of a page, named as in the `signs` of the kinds."""
    text = fold_keeping_length(page.text)
    lines = [line for line in text.splitlines() if line.strip()]
    sheet = is_sheet(document)
    tests = {
        "iban": bool(_IBAN.search(text)),
        "account_block": bool(_ACCOUNT.search(text)),
        "espd": bool(_ESPD.search(text)),
        "short": len(text) < 1500,
        "long": len(document.pages) > 6,
        "sheet": sheet,
        "prose": not sheet and _is_prose(lines),
        "english": _is_english(text),
        "year_list": sum(bool(_PERIOD.search(line)) for line in lines) >= 4,
    }
    return frozenset(name for name, true in tests.items() if true) | _tables(lines)


def _tables(lines: list[str]) -> frozenset[str]:
    """What the rows of column titles say."""
    found = set()
    for number, line in enumerate(lines[:80]):
        if not _is_header(line):
            continue
        below = " ".join(lines[number : number + 2])
        if _has(below, "price", "quantity", "amount"):
            found.add("priced_quantities")
        elif _has(line, "price", "thing") and not _has(line, "quantity"):
            found.add("unit_price_only")
        if _has(line, "client") and _has(line, "when") | _has(line, "amount"):
            found.add("reference_columns")
        if (_has(line, "begin", "end") and not _has(line, "price")) or len(_WEEK.findall(line)) >= 4:
            found.add("date_columns")
    if sum(len(_DATE.findall(line)) >= 2 for line in lines) >= 3:
        found.add("date_columns")
    if "priced_quantities" in found:
        found.discard("unit_price_only")
    return frozenset(found)


def _is_prose(lines: list[str]) -> bool:
    """Most of the text stands in full lines."""
    full = sum(len(line) for line in lines if len(line) > 70 and "\t" not in line)
    return full > 0.55 * max(1, sum(map(len, lines))) and full > 700


def _is_english(text: str) -> bool:
    found = re.findall(r"[a-z]+", text[:4000])
    english, french = sum(word in _ENGLISH for word in found), sum(word in _FRENCH for word in found)
    return english >= 4 and english > 2 * french
