"""Who a file is about: SIRET, SIREN, VAT number, IBAN."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from checker.evidence import Evidence
from checker.facts.model import Fact
from checker.folding import fold_keeping_length
from checker.reading.document import Page
from procurement.identifiers import compact, valid_siren, valid_siret, valid_vat

_GAP = r"[ \u00a0\u202f.]?"
_SIRET = re.compile(rf"(?<!\d)\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{5}}(?!\d)")
_SIREN = re.compile(rf"(?<!\d)\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}(?!{_GAP}\d)")
_VAT = re.compile(rf"\bFR{_GAP}\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}(?!\d)")
_IBAN = re.compile(r"\bFR\d{2}(?:\s?[0-9A-Z]{4}){5}\s?[0-9A-Z]{3}\b")
# A number that belongs to someone else than the firm: who issues, insures, pays or buys.
_OTHERS = re.compile(
    r"acheteur|pouvoir adjudicateur|maitre d.ouvrage|assureur|compagnie|banque|organisme|capital|sous-traitant"
)


def _near(text: str, start: int) -> str:
    line = text.rfind("\n", 0, start)
    return fold_keeping_length(text[max(line, start - 90) : start])


def _evidence(file: str, page: Page, start: int, end: int) -> Evidence:
    first = page.text.rfind("\n", 0, start) + 1
    last = page.text.find("\n", end)
    return Evidence(file, page.number, page.text[first : last if last >= 0 else len(page.text)].strip()[:300])


def identity_facts(file: str, kind: str, pages: Sequence[Page]) -> Iterator[Fact]:
    """Identifiers of the firm. A SIRET whose key is wrong is kept with little confidence when the word SIRET stands before it."""
    for page in pages:
        for found in _SIRET.finditer(page.text):
            before, number = _near(page.text, found.start()), compact(found.group())
            right = valid_siret(number) is not None
            if _OTHERS.search(before) or not (right or "siret" in before):
                continue
            confidence = 0.95 if right and "siret" in before else 0.8 if right else 0.4
            yield Fact("siret", number, _evidence(file, page, found.start(), found.end()), confidence)
        for found in _SIREN.finditer(page.text):
            before = _near(page.text, found.start())
            if valid_siren(found.group()) and re.search(r"siren|rcs|immatricul", before) and not _OTHERS.search(before):
                yield Fact("siren", compact(found.group()), _evidence(file, page, found.start(), found.end()), 0.9)
        for found in _VAT.finditer(page.text):
            if valid_vat(found.group()):
                yield Fact("vat", compact(found.group()), _evidence(file, page, found.start(), found.end()), 0.9)
        if kind in ("rib", "acte_engagement", "certificat_visite", "dc4"):
            yield from _accounts(file, page)


def _accounts(file: str, page: Page) -> Iterator[Fact]:
    for found in _IBAN.finditer(page.text):
        try:
            number = str(IBAN(found.group()))
        except (SchwiftyException, ValueError):
            continue
        yield Fact("iban", number, _evidence(file, page, found.start(), found.end()), 0.95)
