"""Who a file is about: SIRET, SIREN, VAT number, IBAN."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from checker.facts.model import Fact
from checker.facts.quote import evidence
from checker.folding import fold_keeping_length
from checker.reading.document import Page
from procurement.identifiers import compact, valid_siren, valid_siret, valid_vat

_GAP = r"[ \u00a0\u202f.\n-]{0,2}"
_SIRET = re.compile(rf"(?<![\d])\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{2}}(?!\d)")
_SIREN = re.compile(rf"(?<![\d])\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}(?![ \u00a0\u202f.-]{{0,2}}\d)")
_VAT = re.compile(rf"\bFR{_GAP}\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}(?!\d)")
_IBAN = re.compile(r"\bFR\d{2}(?:\s?[0-9A-Z]{4}){5}\s?[0-9A-Z]{3}\b")
_RIB = re.compile(r"(?<!\d)(\d{5})\s+(\d{5})\s+([0-9A-Z]{11})\s+(\d{2})(?!\d)")
_WITH_ACCOUNT = frozenset({"rib", "acte_engagement", "dc4", "devis", "certificat_visite", "attestation_bancaire"})
# Papers that someone else issues bear the number of the issuer too.
_ISSUED = frozenset({
    "vigilance_urssaf", "attestation_fiscale", "conges_intemperies", "rc_pro", "decennale", "rib", "qualification_pro", "rge",
    "attestation_bancaire", "caution", "retraite_probtp", "certif_systeme", "qualiopi", "attestation_bonne_execution",
    "agrement_profession", "fiches_techniques",
})  # fmt: skip
_BUYER = r"acheteur|pouvoir adjudicateur|maitre d.ouvrage|maitrise d.ouvrage|collectivite"
_ISSUER = (
    r"assureur|compagnie|banque|organisme|capital|caisse|mutuelle|orias|siege social de l|certificateur|laboratoire"
)
_OTHERS = {True: re.compile(rf"{_BUYER}|{_ISSUER}"), False: re.compile(_BUYER)}
_OF_FIRM = re.compile(rf"(?:l.entreprise|la societe|l.assuree?|societaire|etablissement)(?:(?!{_BUYER}|{_ISSUER}).)*$")
_PUBLIC = ("1", "2")  # the State and local authorities: the buyer, not the firm
_SIREN_LABEL = re.compile(r"siren|r\.n\.e|\brne\b|rcs|r\.c\.s|immatricul|registre du commerce|numero unique")
_CUT_LABEL = re.compile(
    r"(?:siren|rcs [a-z -]{2,30}|immatriculee? sous|registre du commerce[a-z ' -]{0,60})\W*(?:sous )?(?:le )?(?:numero|n\W{0,2})?\W*\n\W*(?:sous )?(?:le )?(?:numero|n\W{1,3})?\W*$"
)


def _near(text: str, start: int) -> str:
    line = text.rfind("\n", 0, start)
    return fold_keeping_length(text[max(line, start - 90) : start] if line > start - 90 else text[start - 90 : start])


def identity_facts(file: str, kind: str, pages: Sequence[Page]) -> Iterator[Fact]:
    """Identifiers of the firm. A SIRET whose key is wrong is kept with little confidence when the word SIRET stands before it."""
    others = _OTHERS[kind in _ISSUED]
    for page in pages:
        yield from _sirets(file, kind, page, others)
        yield from _sirens(file, kind, page, others)
        for found in _VAT.finditer(page.text):
            if valid_vat(found.group()) and not others.search(_near(page.text, found.start())):
                yield Fact("vat", compact(found.group()), evidence(file, page, found.start(), found.end()), 0.9)
        if kind in _WITH_ACCOUNT:
            yield from _accounts(file, page)


def _sirets(file: str, kind: str, page: Page, others: re.Pattern[str]) -> Iterator[Fact]:
    for found in _SIRET.finditer(page.text):
        before, number = _near(page.text, found.start()), compact(found.group())
        right, named = valid_siret(number) is not None, "siret" in before
        if (
            (others.search(before) and not _OF_FIRM.search(before))
            or not (right or named)
            or (number.startswith(_PUBLIC) and kind != "avis_sirene")
        ):
            continue
        if (
            ("\n" in found.group() and not named)
            or not number.strip("0")
            or (kind in _ISSUED and _at_foot(page, found) and not _said_above(page, found))
        ):
            continue
        confidence = 0.95 if right and named else 0.8 if right else 0.4
        yield Fact("siret", number, evidence(file, page, found.start(), found.end()), confidence)


def _sirens(file: str, kind: str, page: Page, others: re.Pattern[str]) -> Iterator[Fact]:
    for found in _SIREN.finditer(page.text):
        number, before = compact(found.group()), _near(page.text, found.start())
        if not valid_siren(number) or not number.strip("0") or number.startswith(_PUBLIC) or others.search(before):
            continue
        if kind in _ISSUED and _at_foot(page, found):
            continue
        line = _line(page.text, found.start(), found.end())
        above = fold_keeping_length(page.text[max(0, found.start() - 90) : found.start()])
        if _SIREN_LABEL.search(before) or _SIREN_LABEL.search(fold_keeping_length(line)) or _CUT_LABEL.search(above):
            yield Fact("siren", number, evidence(file, page, found.start(), found.end()), 0.9)
        elif kind in _ISSUED and compact(line) == number and "\n" not in found.group():
            yield Fact("siren", number, evidence(file, page, found.start(), found.end()), 0.65)


def _at_foot(page: Page, found: re.Match[str]) -> bool:
    """Whether a number stands in the last lines of a full page, where the issuer prints its own."""
    lines = page.text.count("\n") + 1
    return lines >= 20 and page.text.count("\n", 0, found.start()) >= lines - max(3, round(0.1 * lines))


def _said_above(page: Page, found: re.Match[str]) -> bool:
    """Whether the SIREN that begins this SIRET stands alone higher up: the table at the foot is that of the firm."""
    return any(
        compact(one.group()) == compact(found.group())[:9] for one in _SIREN.finditer(page.text, 0, found.start())
    )


def _line(text: str, start: int, end: int) -> str:
    last = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : last if last >= 0 else len(text)].strip()


def _accounts(file: str, page: Page) -> Iterator[Fact]:
    """IBAN whose key is right, as written or made from the old French account number with its own key."""
    read = [(found.group(), found.start(), found.end(), 0.95) for found in _IBAN.finditer(page.text)]
    for found in _RIB.finditer(page.text):
        bank, branch, account, key = found.groups()
        if _key(bank, branch, account) == key:
            read.append((_iban(bank + branch + account + key), found.start(), found.end(), 0.8))
    for text, start, end, confidence in read:
        try:
            number = str(IBAN(text))
        except (SchwiftyException, ValueError):
            continue
        yield Fact("iban", number, evidence(file, page, start, end), confidence)


def _key(bank: str, branch: str, account: str) -> str:
    """The RIB key of an account, letters counted as the bankers do (A and J are 1, B K S are 2…)."""
    digits = "".join(c if c.isdigit() else str((ord(c) - 65) % 9 + 1 + (c >= "S")) for c in account)
    return f"{97 - (89 * int(bank) + 15 * int(branch) + 3 * int(digits)) % 97:02d}"


def _iban(account: str) -> str:
    digits = "".join(str(int(c, 36)) for c in f"{account}FR00")
    return f"FR{98 - int(digits) % 97:02d}{account}"
