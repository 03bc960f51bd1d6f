"""Staff to be taken over: what the buyer says, and whether the firm's price counts it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.consultation.blocks import Block
from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.pipes.amounts import AMOUNT, value_of
from checker.rules.model import Dossier
from checker.rules.support.texts import asked, plain, said
from checker.rules.support.writing import euros

TAKEN = (
    r"repri(se|ses) (du|de|des|obligatoire du) (personnel|salaries)|reprendre[^.]{0,40}(personnel|salaries)|"
    r"(transfert|maintien)[^.]{0,30}(personnel|contrats? de travail|emploi)|personnels? (a reprendre|transferable)|"
    r"(annexe|article) (7|vii)[^.]{0,60}(proprete|convention)|l\.? ?1224-1"
)
NOT_TAKEN = r"(sans objet|aucun|pas de|n'y a pas|n'est pas|ne s'applique pas|sans)[^.]{0,50}"
_DENIED = (
    r"(aucun|pas de|hors|sans|n'integre|non integr|non compri|n'est pas|n'inclu)[^.\n]{0,70}(reprise|transfert)[^.\n]{0,50}|"
    r"(reprise|transfert)[^.\n]{0,60}(non (integr|compri|inclu|prevu)|n'est pas (integr|compri|inclu|prevu)|a notre charge exclue)"
)
_PEOPLE = r"(?:agents?|salarie(?:e?s)?|personnes|postes|employes)"
_PAYROLL = r"masse salariale[^.]{0,60}?(\d[\d ]*(?:[.,]\d+)?) ?(€|euros)"


def rule_of(dossier: Dossier) -> Block | None:
    """The buyer's sentence that imposes the taking over of staff."""
    refused = rf"{NOT_TAKEN}({TAKEN})|({TAKEN})[^.]{{0,60}}(sans objet|\bnon\b|neant|ne s'applique)"
    return next((block for block, _ in asked(dossier, TAKEN, unless=refused)), None)


def payroll_asked(dossier: Dossier) -> Decimal:
    """The yearly payroll to take over, for the lots bid on where the sentence names lots; 0 when unread."""
    total = Decimal(0)
    for block, _ in asked(dossier, _PAYROLL):
        lots = set(re.findall(r"lot (?:n ?° ?)?(\d+)", block.folded))
        found = AMOUNT.search(block.text[block.folded.find("masse salariale") :])
        if found and (not lots or not dossier.lots or lots & set(dossier.lots)):
            total += value_of(found)
    return total


def heads_asked(dossier: Dossier) -> int:
    """How many people the buyer's sentences say to take over; 0 when unread or when two sentences differ."""
    counts = {
        int(number)
        for block, _ in asked(dossier, TAKEN)
        for number in re.findall(rf"\b(\d{{1,3}}) {_PEOPLE}", block.folded)
    }
    return counts.pop() if len(counts) == 1 else 0


def heads_offered(file: ReadFile) -> int:
    """How many people taken over a file counts, 0 when it does not say."""
    found = (
        match
        for _, match in said(
            file, rf"{_PEOPLE}[^\d\n]{{0,12}}\brepris(?:es)?\b[^\d\n]{{0,12}}(\d{{1,3}})\b(?![\d,. ]*(?:€|%|h))"
        )
    )
    other = (match for _, match in said(file, rf"\b(\d{{1,3}}) {_PEOPLE}[^\d\n]{{0,12}}\b(?:repris|a reprendre)"))
    return next((int(match[1]) for match in (*found, *other)), 0)


def shortfall(file: ReadFile, wanted: Decimal, heads: int) -> tuple[str, str] | None:
    """What a file counts and what is to be taken over, when the first is less than half of the second."""
    offered, taken = payroll_offered(file), heads_offered(file)
    if wanted and offered and offered * 2 < wanted:
        return euros(offered), euros(wanted)
    return (f"{taken} personnes", f"{heads} personnes") if heads and taken and taken * 2 < heads else None


def denials(file: ReadFile) -> Iterator[Evidence]:
    """The passages where the firm says it does not count the staff to take over."""
    for evidence, match in said(file, _DENIED):
        if re.search(r"personnel|salarie|reprise|masse salariale", match.group()):
            yield evidence


def payroll_offered(file: ReadFile) -> Decimal:
    """The yearly cost of staff that a file totals, 0 when it does not say."""
    if not re.search(r"couts? (de|du) personnel|masse salariale|couts? salaria|sous.detail", plain(file)):
        return Decimal(0)
    totals = [
        value_of(m)
        for place, _ in said(file, r"total (annuel|general|des couts|ht)")
        for m in AMOUNT.finditer(place.quote)
        if m["unit"]
    ]
    return max(totals, default=Decimal(0))


def speaks_of_it(file: ReadFile) -> bool:
    """Whether a file of the firm treats the matter."""
    return bool(re.search(TAKEN + r"|\brepris(e|es)?\b", plain(file)))
