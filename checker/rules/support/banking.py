"""Bank accounts: the IBAN of each RIB, who holds it, and how it agrees with the acte d'engagement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.reading.document import Page
from checker.rules.model import Dossier
from checker.rules.support.company import alike, mentioned, names
from checker.rules.support.reading import fold, holders
from checker.rules.support.texts import pages_of

_IBAN = re.compile(r"\bFR\s?\d{2}(?:\s?[0-9A-Z]){23}\b")
_HOLDER = re.compile(
    r"^(?:titulaire|intitul\w+|account owner|nom du titulaire)[^:\t\n]{0,40}[:\t]\s*(?P<name>.{3,80})$", re.I | re.M
)
_FACTORING = re.compile(r"affacturage|factor|cession|dailly|subrogation")
_FORMS = ("dc1", "dc2", "dume", "acte_engagement", "ae_repartition")


@dataclass(frozen=True, slots=True)
class Account:
    """A RIB on a page: `iban` is None when the number is badly formed, `raw` is what stands there."""

    file: ReadFile
    iban: str | None
    raw: str
    holder: str | None
    evidence: tuple[Evidence, ...]


def _checked(text: str) -> str | None:
    try:
        return str(IBAN(text))
    except (SchwiftyException, ValueError):
        return None


def _on(page: Page) -> tuple[str, str | None] | None:
    found = _IBAN.search(page.text.replace("\u00a0", " "))
    return (found.group(), _checked(found.group())) if found else None


def accounts(dossier: Dossier) -> Iterator[Account]:
    """The account of each page of each RIB."""
    for file in holders(dossier, ("rib",)):
        for page in pages_of(file, "rib"):
            if (read := _on(page)) is None:
                continue
            holder = _HOLDER.search(page.text)
            place = Evidence(file.name, page.number, read[0])
            yield Account(file, read[1], read[0], " ".join(holder["name"].split()) if holder else None, (place,))


def deed_ibans(dossier: Dossier) -> set[str]:
    """The well formed IBAN of the actes d'engagement."""
    files = holders(dossier, ("acte_engagement",))
    found = {
        iban
        for file in files
        for m in _IBAN.finditer(file.document.text.replace("\u00a0", " "))
        if (iban := _checked(m.group()))
    }
    return found | {str(fact.value) for file in files for fact in file.all("iban")}


def _close(first: str, second: str) -> bool:
    """Whether two IBAN differ by so little that an image badly read explains it; both have a right key."""
    return len(first) != len(second) or sum(a != b for a, b in zip(first, second, strict=True)) <= 6


def judge(dossier: Dossier, account: Account, deeds: set[str]) -> tuple[str, str]:
    """same, member, unclear or wrong, with the reason in French."""
    ours = [name for *_, name in names(dossier, ("acte_engagement", "dc1"))] + (
        [dossier.firm.name] if dossier.firm.name else []
    )
    holder = account.holder
    mine = not holder or not ours or any(alike(holder, name) >= 0.85 for name in ours)
    known = bool(holder) and mentioned(dossier, holder or "", _FORMS)
    image = account.file.document.text_source == "ocr"
    if account.iban is None:
        return ("unclear", "l'IBAN se lit mal") if image else ("wrong", "l'IBAN est mal recopié (sa clé est fausse)")
    if account.iban in deeds:
        return ("same", "") if mine or known else ("unclear", f"le compte est au nom de « {holder} »")
    if not mine and known:
        return "member", ""
    doubtful = image and any(_close(account.iban, deed) for deed in deeds)
    if _FACTORING.search(fold(account.file.document.text)) or doubtful or (not deeds and mine):
        return ("same", "") if not deeds and mine else ("unclear", "le compte n'est pas celui de l'acte d'engagement")
    if not mine:
        other = " et l'IBAN n'est pas celui de l'acte d'engagement" if deeds else ""
        return ("wrong" if deeds else "unclear"), f"le compte est au nom de « {holder} »{other}"
    return "wrong", "l'IBAN du RIB n'est pas celui de l'acte d'engagement"
