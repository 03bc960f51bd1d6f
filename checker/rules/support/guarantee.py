"""Amounts of liability insurance: asked by the buyer, printed on the attestation."""

from __future__ import annotations

from decimal import Decimal

from checker.evidence import Evidence
from checker.facts.model import ReadFile
from checker.pipes.amounts import AMOUNT, value_of
from checker.rules.model import Dossier
from checker.rules.support.texts import asked, pages_of

_ASKED = r"(responsabilite civile|assurance|garantie)[^.]{0,160}(minim\w+|au moins|inferieur\w*)[^.]{0,60}\d[^.]{0,30}(€|euros)"
_NOT = r"retenue de garantie|garantie a premiere demande|penalit|decennale"
LEAST = Decimal(10_000)  # below, the sentence is about a deductible or a penalty


def asked_guarantee(dossier: Dossier) -> tuple[Decimal, Evidence] | None:
    """The smallest guarantee that the buyer's documents ask for liability, or None."""
    found = []
    for block, match in asked(dossier, _ASKED, "ccap", "rc", "acte_engagement", "cctp", unless=_NOT):
        amounts = [value_of(one) for one in AMOUNT.finditer(block.text) if one["unit"] and match]
        found += [(amount, block.evidence()) for amount in amounts if amount >= LEAST]
    return min(found, key=lambda pair: pair[0], default=None)


def guarantee(file: ReadFile) -> tuple[Decimal, Evidence] | None:
    """The largest amount printed on an attestation, with its line."""
    found = []
    for page in pages_of(file, "rc_pro"):
        for line in page.text.splitlines():
            amounts = [value_of(one) for one in AMOUNT.finditer(line) if one["unit"]]
            if amounts:
                found.append((max(amounts), Evidence(file.name, page.number, " ".join(line.split())[:200])))
    return max(found, key=lambda pair: pair[0], default=None)
