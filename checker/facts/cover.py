"""What an insurance covers, how big the firm is, and the code by which an attestation is verified."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.facts.model import Fact
from checker.facts.quote import evidence
from checker.folding import fold_keeping_length
from checker.pipes.amounts import AMOUNT, value_of
from checker.reading.document import Page

INSURED = frozenset({"rc_pro", "decennale"})
SIZED = frozenset({"dc2", "declaration_ca", "bilans", "dume", "presentation_entreprise"})
STAFFED = frozenset({"vigilance_urssaf", "dc2", "effectifs", "qualification_pro", "dume"})
CODED = frozenset(
    {"vigilance_urssaf", "kbis", "attestation_fiscale", "conges_intemperies", "attestation_rne", "retraite_probtp"}
)
_ACTIVITIES = re.compile(
    r"\b(?:activites?|missions|professions?|metiers?)(?:\s+\w+){0,4}?\s+(?:garanties?|suivantes?|declarees?|assurees?|couvertes?|exercees?"
    r"|souscrites?)\b(?:\s+(?:ci-dessous|ci-apres|au contrat|suivantes?))?\s*:"
)
_BULLET = re.compile(r"^\s*(?:[-–•*▪■·o]|\d{1,2}(?:[.)]\d{0,2})?|[a-z]\))\s+(.+)$", re.IGNORECASE)
_TURNOVER = re.compile(r"chiffres? d.affaires|\bca\b|c\.a\.")
_YEAR = re.compile(r"\b(20[0-4]\d)\b")
_STAFF = re.compile(
    r"\b(?:effectifs? moyens?(?: mensuels?| annuels?)?(?: declares?)?|effectif(?: total| global| de l'entreprise| salarie)?"
    r"|nombre de salaries)[^\d\n]{0,40}?(\d{1,5})(?:[.,]\d+)?\b(?!\s?(?:€|euros|%|/))"
)
_CODE = re.compile(
    r"\b(?:code de securite|code de verification|numero de delivrance|numero de l.attestation|numero d.attestation|cle de verification"
    r"|code d.authenticite)\s*:?\s*(?:\n\s*)?(?P<code>[a-z0-9_]{6,24})\b"
)


def cover_facts(file: str, kind: str, pages: Sequence[Page]) -> Iterator[Fact]:
    """insured_activities (a list), turnover (euros by year), staff (a number) and security_code, by the kinds that carry them."""
    if kind in INSURED:
        yield from (fact for page in pages for fact in _activities(file, page))
    if kind in SIZED:
        yield from _turnover(file, pages)
    if kind in STAFFED:
        yield from _first(_staff(file, page) for page in pages)
    if kind in CODED:
        yield from _first(_code(file, page) for page in pages)


def _first(found: Iterator[Iterator[Fact]]) -> Iterator[Fact]:
    fact = next((fact for facts in found for fact in facts), None)
    if fact:
        yield fact


def _activities(file: str, page: Page) -> Iterator[Fact]:
    """The list after « activités garanties : », on its line or as bullets below."""
    plain = fold_keeping_length(page.text)
    for found in _ACTIVITIES.finditer(plain):
        line_end = page.text.find("\n", found.end())
        line_end = line_end if line_end >= 0 else len(page.text)
        named = [part.strip(" .") for part in re.split(r"[,;]", page.text[found.end() : line_end])]
        end = line_end
        for line in page.text[line_end + 1 :].split("\n"):
            bullet = _BULLET.match(line)
            if not bullet and not (named and not any(named) and line.strip() == ""):
                break
            named += [bullet[1].strip(" .;")] if bullet else []
            end += len(line) + 1
        named = [one for one in named if len(one) > 2]
        if named:
            yield Fact("insured_activities", tuple(named), evidence(file, page, found.start(), end), 0.8)
            return


def _turnover(file: str, pages: Sequence[Page]) -> Iterator[Fact]:
    """Turnover by year: amounts beside a year on one line, or below a row of years, near the words « chiffre d'affaires »."""
    for page in pages:
        lines = page.text.split("\n")
        found: dict[str, Decimal] = {}
        years: list[str] = []
        near, first = 0, ""
        for line in lines:
            plain = fold_keeping_length(line)
            here = bool(_TURNOVER.search(plain))
            near = 8 if here else near - 1
            on_line = [year for year in _YEAR.findall(plain) if near > 0 or "exercice" in plain]
            amounts = [value_of(m) for m in AMOUNT.finditer(line) if m["unit"] or len(m["whole"]) > 4]
            if near > 0 and len(on_line) == 1 == len(amounts):
                found.setdefault(on_line[0], amounts[0])
                first = first or line
            elif len(on_line) >= 2:
                years = on_line
            if near > 0 and years and len(amounts) == len(years) and not found:
                found, first = dict(zip(years, amounts, strict=True)), line
        if found:
            at = page.text.find(first)
            yield Fact("turnover", found, evidence(file, page, at, at + len(first)), 0.75)
            return


def _staff(file: str, page: Page) -> Iterator[Fact]:
    for found in _STAFF.finditer(fold_keeping_length(page.text)):
        if not re.fullmatch(r"20[0-4]\d", found[1]):
            yield Fact("staff", int(found[1]), evidence(file, page, found.start(), found.end()), 0.75)


def _code(file: str, page: Page) -> Iterator[Fact]:
    for found in _CODE.finditer(fold_keeping_length(page.text)):
        start, end = found.span("code")
        code = page.text[start:end]
        if any(map(str.isdigit, code)):
            yield Fact("security_code", code, evidence(file, page, start, end), 0.85)
